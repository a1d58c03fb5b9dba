import fs from 'node:fs/promises';
import type * as z from 'zod';
import { ProblemSignal } from '../../../shared/problems/problem';
import { Queue } from './queue';
import { replaceFileSoon } from './replace';

/** A small file of the app's own. What cannot be read is set aside under a new name, and never stops the app. */
export class JsonFile<T> {
  private readonly queue = new Queue();

  /**
   * @param schema what the file must hold
   * @param tell hears, for the log, of a file that was set aside
   */
  constructor(
    readonly path: string,
    private readonly schema: z.ZodType<T>,
    private readonly tell: (text: string) => void,
  ) {}

  /** What it holds, or null when it is not there or was damaged. */
  async read(): Promise<T | null> {
    return this.queue.add(() => readJsonFile(this.path, this.schema, this.tell));
  }

  /** Signals `file/disk-full` or `file/not-writable`. */
  async write(value: T): Promise<void> {
    await this.queue.add(() => replaceFileSoon(this.path, `${JSON.stringify(value, null, 2)}\n`));
  }

  /** Waits for what is being written. */
  idle(): Promise<void> {
    return this.queue.idle();
  }
}

/** Reads one file of our own. Null when it is not there, or is damaged: then it is set aside. */
export async function readJsonFile<T>(
  file: string,
  schema: z.ZodType<T>,
  tell: (text: string) => void,
): Promise<T | null> {
  let text: string;
  try {
    text = await fs.readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ENOENT') tell(`${file} cannot be read: ${code ?? String(error)}`);
    return null;
  }
  const parsed = schema.safeParse(parseOrUndefined(text));
  if (parsed.success) return parsed.data;
  const aside = await setAside(file);
  const [issue] = parsed.error.issues;
  tell(`${file} is damaged (${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}); set aside as ${aside}`);
  return null;
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Under a name nobody has yet: an earlier damaged file may be the one that still holds something. */
async function setAside(file: string): Promise<string> {
  for (let count = 1; count < 100; count++) {
    const aside = `${file}.damaged-${count}`;
    const taken = await fs.stat(aside).then(
      () => true,
      () => false,
    );
    if (taken) continue;
    await fs.rename(file, aside).catch(() => undefined);
    return aside;
  }
  return file;
}

/** Runs a write whose failure only the log hears: losing a window's size is no reason to disturb anyone. */
export async function quietly(tell: (text: string) => void, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    tell(error instanceof ProblemSignal ? JSON.stringify(error.problem) : String(error));
  }
}
