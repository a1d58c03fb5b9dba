import fs from 'node:fs/promises';
import path from 'node:path';
import { calls, type JournalEntry } from '../../../shared/protocol/window';
import { readJsonFile } from './json-file';
import { Queue } from './queue';
import { replaceFileSoon } from './replace';

const ENDING = '.json';

/**
 * Edits in progress, a file each, apart from the person's own files: what a crash leaves to be offered again. The
 * newest text of a key wins; while one is being written, those in between are skipped.
 */
export class Journal {
  private readonly queues = new Map<string, Queue>();
  private readonly newest = new Map<string, number>();
  private count = 0;

  constructor(
    private readonly folder: string,
    private readonly tell: (text: string) => void,
  ) {}

  /** Keeps an entry. Signals `file/disk-full` or `file/not-writable`. */
  async write(entry: JournalEntry): Promise<void> {
    await this.inTurn(entry.key, () => replaceFileSoon(this.file(entry.key), JSON.stringify(entry)));
  }

  /** Forgets an entry: it was saved or given up. */
  async drop(key: string): Promise<void> {
    await this.inTurn(key, () => fs.rm(this.file(key), { force: true }));
  }

  /** Every entry, oldest first. A damaged one is set aside. */
  async list(): Promise<JournalEntry[]> {
    const names = await fs.readdir(this.folder).catch(() => []);
    const entries: JournalEntry[] = [];
    for (const name of names.filter((one) => one.endsWith(ENDING))) {
      const file = path.join(this.folder, name);
      const entry = await readJsonFile(file, calls['journal/write'].request, this.tell);
      if (entry !== null && `${entry.key}${ENDING}` === name) entries.push(entry);
    }
    return entries.sort((a, b) => a.at - b.at);
  }

  private inTurn(key: string, work: () => Promise<void>): Promise<void> {
    const mine = ++this.count;
    this.newest.set(key, mine);
    const queue = this.queues.get(key) ?? new Queue();
    this.queues.set(key, queue);
    return queue.add(async () => {
      if (this.newest.get(key) === mine) await work();
    });
  }

  /** Keys hold no path separators: the protocol's schema says so. */
  private file(key: string): string {
    return path.join(this.folder, `${key}${ENDING}`);
  }
}
