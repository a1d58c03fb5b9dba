/** A piece of a note: plain text, or the address of a link, as it stands there. */
export interface Piece {
  readonly text: string;
  readonly url: string | null;
}

/** What a sentence puts behind an address without being part of it. */
const TRAILING = /[.,;:!?)\]}'"»”’、。，；：！？）」』]+$/;

/**
 * A note's text cut into text and http(s) addresses. Nothing else becomes a link: not `file:`, not `javascript:`, and
 * never words that hide where they lead.
 */
export function linkify(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(/\bhttps?:\/\/[^\s<>"'`]+/gi)) {
    const url = match[0].replace(TRAILING, '');
    if (!isWebAddress(url)) continue;
    if (match.index > end) pieces.push({ text: text.slice(end, match.index), url: null });
    pieces.push({ text: url, url });
    end = match.index + url.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), url: null });
  return pieces;
}

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname } = new URL(text);
    return (protocol === 'http:' || protocol === 'https:') && hostname !== '';
  } catch {
    return false;
  }
}
