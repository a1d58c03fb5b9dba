import fs from 'node:fs';
import fsSoon from 'node:fs/promises';
import path from 'node:path';
import type { FileStamp } from '../../../shared/protocol/window';
import type { Queue } from '../store/queue';
import { stampOf } from './disk-file';

/** Editors write in several moves; the last one counts. */
const SETTLE_MS = 150;
/** For disks that tell nothing, and folders that were replaced as a whole. */
const POLL_MS = 4000;

/** Watches one file for what others do to it. What the app writes itself is told by setting `stamp`. */
export class Watcher {
  private watch: fs.FSWatcher | null = null;
  private settling: NodeJS.Timeout | null = null;
  private readonly poll: NodeJS.Timeout;
  private isClosed = false;
  private isLooking = false;
  private isGone = false;

  /**
   * @param stamp what the file is now
   * @param queue the file's own: a look never falls into the middle of a save
   * @param changed hears each change once; null: the file is gone
   */
  constructor(
    private readonly target: string,
    private held: FileStamp,
    private readonly queue: Queue,
    private readonly changed: (stamp: FileStamp | null) => void,
  ) {
    this.poll = setInterval(() => this.look(), POLL_MS);
    this.poll.unref();
    this.watchFolder();
  }

  /** Sets what the file is now known to be. */
  set stamp(stamp: FileStamp) {
    this.held = stamp;
    this.isGone = false;
  }

  /** Looks at the file now. */
  look(): void {
    if (this.isLooking || this.isClosed) return;
    this.isLooking = true;
    void this.queue
      .add(() => this.compare())
      // What cannot be read at this moment (a network disk gone) is looked at again by the next poll.
      .catch(() => undefined)
      .finally(() => (this.isLooking = false));
  }

  close(): void {
    this.isClosed = true;
    this.watch?.close();
    clearInterval(this.poll);
    if (this.settling !== null) clearTimeout(this.settling);
  }

  /** The folder, not the file: a file that is replaced by a rename is a new one, and the watch would stay on the old. */
  private watchFolder(): void {
    const name = path.basename(this.target);
    try {
      this.watch = fs.watch(path.dirname(this.target), { persistent: false }, (_, what) => {
        if (what === null || what === name) this.soon();
      });
      this.watch.on('error', () => this.watch?.close());
    } catch {
      // Too many watches, or a disk that has none: the poll finds it.
    }
  }

  private soon(): void {
    if (this.settling !== null) clearTimeout(this.settling);
    this.settling = setTimeout(() => this.look(), SETTLE_MS);
  }

  /** Asked anew after each wait. */
  private hasClosed(): boolean {
    return this.isClosed;
  }

  private async compare(): Promise<void> {
    if (this.hasClosed()) return;
    const info = await fsSoon.stat(this.target).catch(() => null);
    // The same size and time: the same file, and no need to read it.
    const { size, modified } = this.held;
    if (info !== null && !this.isGone && info.size === size && info.mtimeMs === modified) return;
    const stamp = await stampOf(this.target);
    if (this.hasClosed()) return;
    if (stamp === null) {
      if (!this.isGone) this.changed(null);
      this.isGone = true;
      return;
    }
    const isSame = stamp.sha256 === this.held.sha256 && !this.isGone;
    this.stamp = stamp;
    if (!isSame) this.changed(stamp);
  }
}
