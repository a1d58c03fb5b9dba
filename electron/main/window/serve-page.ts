import { protocol, type Session } from 'electron';
import fs from 'node:fs';
import { resolvePage, SAFE_HEADERS, SCHEME } from './page';

/** Must be called before the app is ready. The scheme is a web page's like https, and has its own origin. */
export function registerScheme(): void {
  // `codeCache` came with Electron 28; older ones do not look at it.
  const privileges = { standard: true, secure: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

interface Served {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Serves the window's page from a folder, with the headers that confine it. */
export function servePage(session: Session, root: string): void {
  // Types say that it is there; before Electron 25 it is not.
  const { protocol: own } = session as { protocol: Partial<Session['protocol']> & Session['protocol'] };
  if ((own.handle as unknown) !== undefined) {
    own.handle(SCHEME, async ({ url, method }) => {
      const { status, headers, body } = await serve(root, url, method);
      return new Response(new Uint8Array(body), { status, headers });
    });
    return;
  }
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the only way before Electron 25
  own.registerBufferProtocol(SCHEME, ({ url, method }, respond) => {
    void serve(root, url, method).then(({ status, headers, body }) =>
      // `mimeType` is its own field there, and takes no parameters.
      respond({ statusCode: status, headers, data: body, ...mimeOf(headers) }),
    );
  });
}

async function serve(root: string, url: string, method: string): Promise<Served> {
  const found = method === 'GET' || method === 'HEAD' ? resolvePage(root, url) : null;
  const body = found === null ? null : await fs.promises.readFile(found.file).catch(() => null);
  if (found === null || body === null) {
    const headers = { ...SAFE_HEADERS, 'Content-Type': 'text/plain; charset=utf-8' };
    return { status: 404, headers, body: Buffer.from('not found') };
  }
  return { status: 200, headers: { ...SAFE_HEADERS, 'Content-Type': found.mime }, body };
}

function mimeOf(headers: Readonly<Record<string, string>>): { mimeType: string; charset?: string } {
  const [mimeType = '', charset] = (headers['Content-Type'] ?? '').split('; charset=');
  return { mimeType, ...(charset !== undefined && { charset }) };
}
