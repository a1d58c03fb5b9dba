import fs from 'node:fs';
import { writing } from './errno';

/**
 * A file that only grows. Every append reaches the system before it returns, so a killed process loses nothing but
 * perhaps the end of its last line; `flush` makes it safe from a power cut too.
 */
export class AppendFile {
  private readonly descriptor: number;
  private size: number;

  /**
   * Opens a file to append to, making it if need be.
   * Signals `file/disk-full` or `file/not-writable`, as do all its methods.
   * @param keep how many bytes of what is there to keep; all when absent
   */
  constructor(
    private readonly path: string,
    keep?: number,
  ) {
    const { descriptor, size } = writing(path, () => {
      const opened = fs.openSync(path, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o644);
      const there = fs.fstatSync(opened).size;
      if (keep !== undefined && keep < there) fs.ftruncateSync(opened, keep);
      return { descriptor: opened, size: Math.min(keep ?? there, there) };
    });
    this.descriptor = descriptor;
    this.size = size;
  }

  /** Its length in bytes. */
  get length(): number {
    return this.size;
  }

  append(contents: Uint8Array | string): void {
    writing(this.path, () => {
      const bytes = typeof contents === 'string' ? Buffer.from(contents) : contents;
      let done = 0;
      while (done < bytes.length) {
        done += fs.writeSync(this.descriptor, bytes, done, bytes.length - done, this.size + done);
      }
      this.size += bytes.length;
    });
  }

  flush(): void {
    writing(this.path, () => fs.fsyncSync(this.descriptor));
  }

  close(): void {
    writing(this.path, () => fs.closeSync(this.descriptor));
  }
}
