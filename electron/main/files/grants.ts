import { createHash } from 'node:crypto';
import fs from 'node:fs';
import fsSoon from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { fail } from '../../../shared/problems/problem';
import { calls, type FileRef, type Preview, type RecentFile } from '../../../shared/protocol/window';
import { JsonFile, quietly } from '../store/json-file';

/** How many files the start page lists, and how many are remembered for the tabs of the last session. */
const MOST_LISTED = 30;
const MOST_KEPT = 300;
const ENDING = '.inlay.json';

const storedSchema = z.strictObject({
  version: z.literal(1),
  files: z
    .array(
      z.strictObject({
        path: z.string(),
        openedAt: z.number(),
        preview: calls['files/remember'].request.shape.preview,
      }),
    )
    .max(1000),
});
type Stored = z.infer<typeof storedSchema>;
type Recent = Stored['files'][number];

/**
 * The files a person chose, now or before, by the ids that windows know them by. A window names ids only, so it
 * reaches no other file. The newest are kept in `recent.json`, for the start page and for the tabs of the last session.
 */
export class Grants {
  private readonly paths = new Map<string, string>();
  private readonly recents = new Map<string, Recent>();
  private readonly file: JsonFile<Stored>;

  constructor(
    file: string,
    private readonly tell: (text: string) => void,
  ) {
    this.file = new JsonFile(file, storedSchema, tell);
  }

  /** Reads the files of earlier sessions; to be called once, before all else. */
  async load(): Promise<void> {
    const stored = await this.file.read();
    for (const recent of stored?.files ?? []) this.recents.set(this.grant(recent.path).id, recent);
  }

  /**
   * Lets windows reach a file.
   * @param named its path as the person named it; it need not exist
   */
  grant(named: string): FileRef {
    const target = path.resolve(named);
    const id = idOf(target);
    this.paths.set(id, target);
    return refOf(id, target);
  }

  /** The path behind an id. Signals `file/not-granted`. */
  pathOf(id: string): string {
    return this.paths.get(id) ?? fail('file/not-granted', { id });
  }

  refOf(id: string): FileRef {
    return refOf(id, this.pathOf(id));
  }

  /** Whether a person has ever chosen the file of this path. */
  isGranted(target: string): boolean {
    return this.paths.get(idOf(target)) === target;
  }

  /**
   * Puts a file on top of the recent ones, with the preview it had. That the list cannot be kept is no reason to
   * refuse what was asked for: the log hears of it.
   */
  async touch(id: string, now: number): Promise<void> {
    const preview = this.recents.get(id)?.preview ?? [];
    this.put(id, { path: this.pathOf(id), openedAt: now, preview });
    await quietly(this.tell, () => this.keep());
  }

  /** Gives a file its thumbnail. */
  async remember(id: string, preview: Preview, now: number): Promise<void> {
    this.put(id, { path: this.pathOf(id), openedAt: this.recents.get(id)?.openedAt ?? now, preview });
    await this.keep();
  }

  /** Takes a file off the list. It stays within reach until the app ends, for the tab it may be open in. */
  async forget(id: string): Promise<void> {
    this.recents.delete(id);
    await this.keep();
  }

  /** Newest first. */
  async list(): Promise<RecentFile[]> {
    const sorted = [...this.recents].sort(([, a], [, b]) => b.openedAt - a.openedAt);
    return Promise.all(
      sorted.slice(0, MOST_LISTED).map(async ([id, { path: target, openedAt, preview }]) => ({
        file: refOf(id, target),
        openedAt,
        missing: !(await exists(target)),
        preview,
      })),
    );
  }

  /** The folder of the file that was opened last. */
  lastFolder(): string | null {
    const [newest] = [...this.recents.values()].sort((a, b) => b.openedAt - a.openedAt);
    return newest === undefined ? null : path.dirname(newest.path);
  }

  private put(id: string, recent: Recent): void {
    this.recents.set(id, recent);
    const oldestFirst = [...this.recents].sort(([, a], [, b]) => a.openedAt - b.openedAt);
    oldestFirst.slice(0, -MOST_KEPT).forEach(([old]) => this.recents.delete(old));
  }

  private async keep(): Promise<void> {
    await this.file.write({ version: 1, files: [...this.recents.values()] });
  }
}

/** The same for every way that leads to one file (links), so that nobody edits it in two tabs. */
function idOf(target: string): string {
  return `f${createHash('sha256').update(realPath(target)).digest('hex').slice(0, 16)}`;
}

function realPath(target: string): string {
  try {
    return fs.realpathSync(target);
  } catch {
    return target;
  }
}

function refOf(id: string, target: string): FileRef {
  return { id, name: nameOf(target), path: readable(target) };
}

/** A file's name as a document's: without `.inlay.json` (or `.json`). */
function nameOf(target: string): string {
  const base = path.basename(target);
  if (base.toLowerCase().endsWith(ENDING)) return base.slice(0, -ENDING.length);
  return base.replace(/\.json$/i, '');
}

/** For people to read: the home folder as `~`. */
function readable(target: string): string {
  const home = os.homedir();
  return target.startsWith(`${home}${path.sep}`) ? `~${target.slice(home.length)}` : target;
}

/** The opposite of what `FileRef.path` does for people. */
export function fromReadable(shown: string): string {
  return shown === '~' || shown.startsWith(`~${path.sep}`) ? `${os.homedir()}${shown.slice(1)}` : shown;
}

/** A name with the ending that tells our files; what a file name cannot hold is left out. */
export function fileNameFor(name: string): string {
  const plain = name.replace(/[\u0000-\u001f/\\:*?"<>|]/g, '');
  const short = plain.replace(/^[.\s]+|[.\s]+$/g, '').slice(0, 100);
  return `${short === '' ? 'network' : short}${ENDING}`;
}

/** A path to save under: with our ending, unless the person typed one that is JSON's. */
export function withEnding(target: string): string {
  return /\.json$/i.test(target) ? target : `${target}${ENDING}`;
}

/** The files among the words of a command line: what ends as our files do. */
export function filesOnCommandLine(words: readonly string[], folder: string): string[] {
  return words
    .filter((word) => !word.startsWith('-') && word.toLowerCase().endsWith(ENDING))
    .map((word) => path.resolve(folder, word));
}

async function exists(target: string): Promise<boolean> {
  return fsSoon.access(target).then(
    () => true,
    () => false,
  );
}
