import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/problems/problem';
import { replaceFile } from '../files/atomic';
import { writing } from '../files/errno';

/** Tells our exports from what a person keeps in the same folder. */
export const RECORD = 'export.json';

const WORK = /^\.inlay-export-(\d+)\.tmp$/;

interface Record {
  readonly format: 'inlay-export';
  readonly version: 1;
  readonly files: Readonly<{ [name: string]: unknown }>;
}

/**
 * A folder that exports go to. Each is made in a working folder inside it, checked there, and renamed into place; an
 * earlier export of ours gives way, anything else is left alone. `export.json` lists what is ours.
 */
export class ExportFolder {
  private readonly work: string;

  /**
   * Makes the folder if need be, and in it the working folder.
   * Signals `target/not-ours` for the first of the names that stands there and is not ours, `file/not-writable` or
   * `file/disk-full`. Nothing is then changed.
   * @param names of the files and folders that are about to be written
   */
  constructor(
    private readonly folder: string,
    names: readonly string[],
  ) {
    const record = readRecord(folder);
    // A record that is not ours would be overwritten like any other file.
    const unclaimed = record ? names.filter((name) => !(name in record.files)) : [...names, RECORD];
    writing(folder, () => {
      const target = unclaimed.map((name) => path.join(folder, name)).find(exists);
      if (target !== undefined) fail('target/not-ours', { path: target }, { file: target });
    });
    this.work = path.join(folder, `.inlay-export-${process.pid}.tmp`);
    writing(folder, () => {
      fs.mkdirSync(folder, { recursive: true });
      clean(folder);
      fs.rmSync(this.work, { recursive: true, force: true });
      fs.mkdirSync(this.work);
    });
  }

  /** Where to make what `place` will put in place. */
  aside(name: string): string {
    return path.join(this.work, name);
  }

  /** A folder for what is not kept. */
  get scratch(): string {
    return this.work;
  }

  /** Where it will stand. */
  target(name: string): string {
    return path.join(this.folder, name);
  }

  /**
   * Puts a finished export in its place and writes it into the record.
   * @param about what to record of it: JSON
   */
  place(name: string, about: unknown): void {
    const [target, old] = [this.target(name), this.aside(`old-${name}`)];
    const files = { ...readRecord(this.folder)?.files, [name]: about };
    const record: Record = { format: 'inlay-export', version: 1, files };
    // First the record: killed in between, what stands there is known to be ours.
    replaceFile(path.join(this.folder, RECORD), `${JSON.stringify(record, null, 2)}\n`);
    writing(target, () => {
      if (exists(target)) fs.renameSync(target, old);
      fs.renameSync(this.aside(name), target);
    });
  }

  /** Deletes the working folder and all in it. */
  close(): void {
    fs.rmSync(this.work, { recursive: true, force: true });
  }
}

function exists(target: string): boolean {
  return fs.lstatSync(target, { throwIfNoEntry: false }) !== undefined;
}

/** What is ours in a folder; null when there is no record, or none of ours. */
function readRecord(folder: string): Record | null {
  try {
    const found = JSON.parse(fs.readFileSync(path.join(folder, RECORD), 'utf8')) as Partial<Record> | null;
    return found?.format === 'inlay-export' && typeof found.files === 'object' ? (found as Record) : null;
  } catch {
    return null;
  }
}

/** Takes away the working folders of exports that were killed. */
function clean(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const pid = WORK.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) {
      fs.rmSync(path.join(folder, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
