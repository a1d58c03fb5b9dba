import { fail } from '../../../shared/problems/problem';
import type { FileStamp, OpenedFile, SavedFile } from '../../../shared/protocol/window';
import { Queue } from '../store/queue';
import { readDiskFile, writeDiskFile } from './disk-file';
import type { Grants } from './grants';
import { Watcher } from './watcher';

/** How many dropped files a window may have announced and not opened. */
const MOST_DROPPED = 50;

/** The documents windows have open: read, written, and watched for what others do to them. */
export class Documents {
  private readonly watchers = new Map<string, Watcher>();
  private readonly queues = new Map<string, Queue>();
  private readonly dropped = new Set<string>();

  /**
   * @param changed hears that an open file is another on the disk now; null: it is gone
   */
  constructor(
    private readonly grants: Grants,
    private readonly changed: (id: string, stamp: FileStamp | null) => void,
    private readonly clock: () => number,
  ) {}

  /** Opens a file that was granted. Signals as reading does, and `file/not-granted`. */
  async open(id: string): Promise<OpenedFile> {
    const target = this.grants.pathOf(id);
    return this.inTurn(id, async () => {
      const { text, stamp } = await readDiskFile(target);
      await this.grants.touch(id, this.clock());
      this.watch(id, target, stamp);
      return { file: this.grants.refOf(id), text, stamp };
    });
  }

  /** Opens a file that a person chose just now. */
  openChosen(target: string): Promise<OpenedFile> {
    return this.open(this.grants.grant(target).id);
  }

  /** Notes that a person dropped a file on a window. Only the preload script can say so. */
  noteDropped(target: string): void {
    this.dropped.add(target);
    const [oldest] = this.dropped;
    if (this.dropped.size > MOST_DROPPED && oldest !== undefined) this.dropped.delete(oldest);
  }

  /** Opens a file that was dropped. Signals `file/not-dropped` for any other: a page could name what it likes. */
  openDropped(target: string): Promise<OpenedFile> {
    if (!this.dropped.has(target)) fail('file/not-dropped', { path: target });
    return this.openChosen(target);
  }

  /** Writes a document. See `writeDiskFile` for what it signals. */
  async save(id: string, text: string, expected: FileStamp | null): Promise<SavedFile> {
    const target = this.grants.pathOf(id);
    return this.inTurn(id, async () => {
      const stamp = await writeDiskFile(target, text, expected);
      this.watch(id, target, stamp);
      await this.grants.touch(id, this.clock());
      return { file: this.grants.refOf(id), stamp };
    });
  }

  /** Writes a document to a file that a person chose just now; they agreed to what it replaces. */
  saveChosen(target: string, text: string): Promise<SavedFile> {
    return this.save(this.grants.grant(target).id, text, null);
  }

  /** The file is no longer open. */
  release(id: string): void {
    this.watchers.get(id)?.close();
    this.watchers.delete(id);
  }

  /** Looks again at every open file, where the system may have told nothing (network disks). */
  lookAgain(): void {
    for (const watcher of this.watchers.values()) watcher.look();
  }

  close(): void {
    [...this.watchers.keys()].forEach((id) => this.release(id));
  }

  private watch(id: string, target: string, stamp: FileStamp): void {
    const known = this.watchers.get(id);
    if (known !== undefined) {
      known.stamp = stamp;
      return;
    }
    const queue = this.queueOf(id);
    this.watchers.set(id, new Watcher(target, stamp, queue, (now) => this.changed(id, now)));
  }

  private inTurn<T>(id: string, work: () => Promise<T>): Promise<T> {
    return this.queueOf(id).add(work);
  }

  private queueOf(id: string): Queue {
    const queue = this.queues.get(id) ?? new Queue();
    this.queues.set(id, queue);
    return queue;
  }
}
