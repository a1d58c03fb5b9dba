import path from 'node:path';

export const SCHEME = 'app';
export const ORIGIN = 'app://inlay';
export const PAGE = `${ORIGIN}/index.html`;

/** What the window's page may load: its own files, and pictures it makes itself. Nothing inline, nothing remote. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** By extension; other files are not served. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** Headers of everything that is served, refusals too. */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

export interface PageFile {
  readonly file: string;
  readonly mime: string;
}

/**
 * The file behind an address of the page.
 * @param root the folder that is served
 * @returns null for another host, a path that leaves the folder (encoded ways too), and kinds that are not served
 */
export function resolvePage(root: string, address: string): PageFile | null {
  let url: URL;
  let name: string;
  try {
    url = new URL(address);
    name = decodeURIComponent(url.pathname);
  } catch {
    return null;
  }
  if (url.protocol !== `${SCHEME}:` || url.host !== 'inlay' || url.username !== '') return null;
  // Backslashes are separators on Windows; a file of ours has neither one nor a NUL in its name.
  if (/[\\\0]/.test(name)) return null;
  const file = path.join(root, name);
  const inside = path.relative(root, file);
  if (inside === '' || inside.startsWith('..') || path.isAbsolute(inside)) return null;
  const mime = MIME_TYPES[path.extname(file).toLowerCase()];
  return mime === undefined ? null : { file, mime };
}

const LOADED = new Set([`${SCHEME}:`, 'data:', 'blob:']);

/**
 * Whether the window may load an address at all.
 * @param devtools in a checkout the developer tools load their own page
 */
export function mayLoad(address: string, devtools: boolean): boolean {
  try {
    const { protocol, host } = new URL(address);
    if (protocol === `${SCHEME}:`) return host === 'inlay';
    return LOADED.has(protocol) || (devtools && protocol === 'devtools:');
  } catch {
    return false;
  }
}

/** The frame that a message came from, by what decides. */
export interface Sender {
  readonly url: string;
  /** The top frame of one of our windows, not a frame inside it or in another window. */
  readonly isMainFrameOfOurs: boolean;
}

/** Whether a call is heard: from our own page in the main frame of one of our windows, and from nowhere else. */
export function isTrusted(sender: Sender | null): boolean {
  if (sender?.isMainFrameOfOurs !== true) return false;
  try {
    const { protocol, host } = new URL(sender.url);
    // `origin` of a scheme of our own is "null" in Node.
    return protocol === `${SCHEME}:` && host === 'inlay';
  } catch {
    return false;
  }
}

/** A link that may be opened in the browser, in its normal form, or null. */
export function webLink(address: string): string | null {
  try {
    const url = new URL(address);
    const plain = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '';
    return plain && url.password === '' ? url.href : null;
  } catch {
    return null;
  }
}
