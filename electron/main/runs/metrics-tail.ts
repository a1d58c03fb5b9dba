import fs from 'node:fs/promises';

/** Read backwards in pieces of this; an epoch's line may lie thousands of step lines back. */
const PIECE = 64 * 1024;
/** At most so much is read of one file: a run's newest line of each kind lies in it, or is not told. */
const MOST_READ = 8 * 1024 * 1024;

/** The newest figures of `metrics.jsonl`; null or zero where there are none yet. */
export interface NewestMetrics {
  readonly step: number;
  readonly epoch: number;
  readonly loss: number | null;
  readonly accuracy: number | null;
  readonly valAccuracy: number | null;
  readonly finished: boolean;
  readonly testAccuracy: number | null;
}

interface Line {
  readonly type?: unknown;
  readonly step?: unknown;
  readonly epoch?: unknown;
  readonly loss?: unknown;
  readonly accuracy?: unknown;
  readonly valAccuracy?: unknown;
  readonly testAccuracy?: unknown;
}

/**
 * Reads a run's newest figures from the end of its metrics, however long they are. A line that is being written, or
 * that cannot be read, is left out. Throws the system's own errors.
 * @param hasEpochs false when the run cannot have completed one: then the search for its line need not go on
 */
export async function newestMetrics(
  file: string,
  hasEpoch: (step: number) => boolean,
): Promise<NewestMetrics> {
  const found: { step?: Line; epoch?: Line; finished?: Line } = {};
  await linesFromEnd(file, (line) => {
    if (line.type === 'step') found.step ??= line;
    else if (line.type === 'epoch') found.epoch ??= line;
    else if (line.type === 'finished') found.finished ??= line;
    const { step } = found;
    return step !== undefined && (found.epoch !== undefined || !hasEpoch(figure(step.step) ?? 0));
  });
  return {
    step: figure(found.step?.step) ?? 0,
    epoch: figure(found.epoch?.epoch) ?? 0,
    loss: figure(found.step?.loss),
    accuracy: figure(found.step?.accuracy),
    valAccuracy: figure(found.epoch?.valAccuracy),
    finished: found.finished !== undefined,
    testAccuracy: figure(found.finished?.testAccuracy),
  };
}

function figure(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** Hands over the lines of a file, last first, until `isEnough` says so. */
async function linesFromEnd(file: string, isEnough: (line: Line) => boolean): Promise<void> {
  const opened = await fs.open(file, 'r');
  try {
    const { size } = await opened.stat();
    const least = Math.max(0, size - MOST_READ);
    // What was read of a line whose beginning lies further up; the end of the file is such a line until it is whole.
    let rest = Buffer.alloc(0);
    for (let at = size; at > least;) {
      const from = Math.max(least, at - PIECE);
      const piece = Buffer.alloc(at - from);
      await opened.read(piece, 0, piece.length, from);
      const text = Buffer.concat([piece, rest]);
      const firstEnd = text.indexOf('\n');
      if (from > 0 && firstEnd < 0) {
        rest = text;
      } else {
        const start = from > 0 ? firstEnd + 1 : 0;
        rest = text.subarray(0, start);
        if (enough(text.subarray(start).toString('utf8'), isEnough)) return;
      }
      at = from;
    }
  } finally {
    await opened.close();
  }
}

function enough(text: string, isEnough: (line: Line) => boolean): boolean {
  const lines = text.split('\n');
  for (let index = lines.length - 1; index >= 0; index--) {
    const line = parsed(lines[index]!);
    if (line !== null && isEnough(line)) return true;
  }
  return false;
}

function parsed(text: string): Line | null {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === 'object' && value !== null ? value : null;
  } catch {
    return null;
  }
}
