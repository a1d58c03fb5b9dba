import fs from 'node:fs';
import path from 'node:path';

/** A log file is moved aside (to `.old`) when it has grown to this. */
const LARGEST_LOG = 1024 * 1024;

/** A text file for what a person may be asked to send us. Writing to it never fails aloud: it is the last resort. */
export class LogFile {
  constructor(readonly path: string) {}

  /** Adds lines, with the time in front of the first. */
  write(text: string): void {
    try {
      fs.mkdirSync(path.dirname(this.path), { recursive: true });
      const size = fs.statSync(this.path, { throwIfNoEntry: false })?.size ?? 0;
      if (size > LARGEST_LOG) fs.renameSync(this.path, `${this.path}.old`);
      fs.appendFileSync(this.path, `${new Date().toISOString()} ${text}\n`);
    } catch {
      // A full or read-only disk: what led here is still told to the window.
    }
  }

  /** Adds a fault of ours with its stack. */
  fault(where: string, error: unknown): void {
    this.write(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
