import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peerPython } from '../provision/index.mjs';
import { readAnswers, writeTasks, type Answer, type Task } from './wire';
import wireSource from './peers/wire.py?raw';

/** A script of `peers/`, and the Python environment that it runs in. */
export interface PeerScript {
  readonly environment: 'keras' | 'torch';
  /** Its module name, which it answers under as well: `<module>.json` and `<module>.bin`. */
  readonly module: string;
  readonly source: string;
  /** Other modules of `peers/` that it imports, with their sources. */
  readonly imports?: Readonly<Record<string, string>>;
}

/** Python processes that answer one batch of tasks each. They start at once and import while we do other work. */
export class Peers {
  private readonly folder = mkdtempSync(join(tmpdir(), 'inlay-proofs-'));
  private readonly running: { readonly script: PeerScript; readonly child: ChildProcess; errors: string }[] =
    [];

  constructor(scripts: readonly PeerScript[]) {
    writeFileSync(join(this.folder, 'wire.py'), wireSource);
    for (const script of scripts) this.start(script);
  }

  private start(script: PeerScript): void {
    const python = peerPython(script.environment);
    if (python === null) {
      this.dispose();
      throw new Error(
        `The proofs compare with ${script.environment} in a Python environment of its own, which is not set up here. ` +
          'Run `npm run setup`, then run the tests again.',
      );
    }
    const modules = { ...script.imports, [script.module]: script.source };
    for (const [name, source] of Object.entries(modules)) {
      writeFileSync(join(this.folder, `${name}.py`), source);
    }
    const file = join(this.folder, `${script.module}.py`);
    const child = spawn(python, [file], { stdio: ['pipe', 'ignore', 'pipe'] });
    const entry = { script, child, errors: '' };
    child.stderr.on('data', (text: Buffer) => (entry.errors += text.toString()));
    // A peer that died early is reported by its exit, not by the broken pipe.
    child.stdin.on('error', () => undefined);
    this.running.push(entry);
  }

  /** Hands every peer the tasks; resolves when the line that names them is on its way. */
  async send(tasks: readonly Task[]): Promise<void> {
    writeTasks(this.folder, tasks);
    await Promise.all(
      this.running.map(({ child }) => {
        return new Promise<void>((resolve) => child.stdin!.end(`${this.folder}\n`, () => resolve()));
      }),
    );
  }

  /** Waits for every peer to end and reads what it answered, by module. */
  async answers(): Promise<ReadonlyMap<string, ReadonlyMap<string, Answer>>> {
    const read = this.running.map(async (entry) => {
      const { script, child } = entry;
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      if (child.exitCode !== 0) throw new Error(`the peer ${script.module} failed:\n${entry.errors}`);
      return [script.module, readAnswers(this.folder, script.module)] as const;
    });
    return new Map(await Promise.all(read));
  }

  /** Ends what still runs and removes the folder. */
  dispose(): void {
    for (const { child } of this.running) child.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
