/**
 * Progress for people, on stderr only, so that `--json` on stdout stays clean.
 * On a terminal one line is rewritten; elsewhere a line is printed every few seconds.
 */

const QUIET_PERIOD_MS = 5000;
const FRAME_MS = 200;

/**
 * @typedef {object} Log
 * @property {(text: string) => void} say prints one full line
 * @property {(label: string, total?: number) => Progress} progress starts a progress line
 *
 * @typedef {object} Progress
 * @property {(done: number, total?: number) => void} to how many bytes are done; safe to call often
 * @property {(text?: string) => void} end finishes the line with a closing word
 */

/**
 * Makes a log that writes to a stream.
 *
 * @param {NodeJS.WriteStream} [stream]
 * @returns {Log}
 */
export function makeLog(stream = process.stderr) {
  return {
    say: (text) => void stream.write(`inlay: ${text}\n`),
    progress: (label, total) => makeProgress(stream, label, total),
  };
}

/** A log that says nothing, for callers that show progress themselves. */
export const silentLog = {
  say: () => undefined,
  progress: () => ({ to: () => undefined, end: () => undefined }),
};

function makeProgress(stream, label, firstTotal) {
  const began = Date.now();
  const live = stream.isTTY === true;
  let total = firstTotal;
  let last = live ? 0 : began;
  const draw = (text, final) => {
    if (!live) return void stream.write(`inlay: ${text}\n`);
    // A line that wraps could not be rewritten.
    const line = `inlay: ${text}`.slice(0, (stream.columns || 80) - 1);
    stream.write(`\r\u001b[2K${line}${final ? '\n' : ''}`);
  };
  return {
    to(done, newTotal) {
      if (newTotal !== undefined) total = newTotal;
      const now = Date.now();
      if (now - last < (live ? FRAME_MS : QUIET_PERIOD_MS)) return;
      last = now;
      draw(`${label}: ${formatProgress(done, total, now - began)}`, false);
    },
    end(text = 'done') {
      draw(`${label}: ${text} (${formatSeconds(Date.now() - began)})`, true);
    },
  };
}

/**
 * Words for how far a transfer is.
 *
 * @param {number} done bytes
 * @param {number | undefined} total bytes, when known
 * @param {number} elapsed milliseconds
 * @returns {string} for instance "12.0 of 260.1 MB, 4 %, 6.0 MB/s, 2 s"
 */
export function formatProgress(done, total, elapsed) {
  const seconds = Math.max(elapsed, 1) / 1000;
  if (total === undefined || total <= 0) {
    return done > 0 ? `${formatMegabytes(done)}, ${formatSeconds(elapsed)}` : formatSeconds(elapsed);
  }
  const rate = done > 0 ? `, ${formatMegabytes(done / seconds)}/s` : '';
  const percent = Math.min(100, Math.floor((100 * done) / total));
  return `${(done / 1e6).toFixed(1)} of ${formatMegabytes(total)}, ${percent} %${rate}, ${formatSeconds(elapsed)}`;
}

/** @param {number} bytes */
export function formatMegabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {number} milliseconds */
export function formatSeconds(milliseconds) {
  return milliseconds < 10000
    ? `${(milliseconds / 1000).toFixed(1)} s`
    : `${Math.round(milliseconds / 1000)} s`;
}
