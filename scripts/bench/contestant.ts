import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';

/** What a contestant says of itself before the first step. */
export interface Introduction {
  /** Trainable parameters. */
  readonly parameters: number;
  readonly versions: string;
}

interface Step {
  readonly ms: number;
  /** Null where it is not finite: JSON has no word for that. */
  readonly loss: number | null;
}

/**
 * One side of the comparison in a process of its own. It takes exactly one training step for every line it is sent
 * and answers with a line of JSON; all of its other time it waits, so that the steps of the sides do not overlap.
 */
export class Contestant {
  private readonly child: ChildProcess;
  private readonly lines: AsyncIterator<string>;
  private readonly reader: Interface;
  private errors = '';

  constructor(
    readonly name: string,
    command: string,
    args: readonly string[],
    env: NodeJS.ProcessEnv,
  ) {
    this.child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env });
    this.child.stderr!.on('data', (text: Buffer) => {
      this.errors = (this.errors + text.toString()).slice(-4000);
    });
    // A side that died is reported when its answer does not come.
    this.child.stdin!.on('error', () => undefined);
    this.child.on('error', (error) => (this.errors += error.message));
    this.reader = createInterface({ input: this.child.stdout! });
    this.lines = this.reader[Symbol.asyncIterator]();
  }

  introduction(): Promise<Introduction> {
    return this.answer() as Promise<Introduction>;
  }

  /** Takes one step. @returns milliseconds */
  async step(): Promise<number> {
    this.child.stdin!.write('step\n');
    const { ms, loss } = (await this.answer()) as Step;
    if (loss === null) throw new Error(`${this.name}: its loss is not finite, so its times mean nothing`);
    return ms;
  }

  private async answer(): Promise<unknown> {
    for (;;) {
      const line = await this.lines.next();
      if (line.done === true) throw new Error(`${this.name} ended without an answer.\n${this.errors}`);
      // Libraries print greetings; ours are the lines of JSON.
      if (line.value.startsWith('{')) return JSON.parse(line.value) as unknown;
    }
  }

  /** Closes its input, which ends it. */
  async end(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.stdin!.end();
    const late = setTimeout(() => this.child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
    this.reader.close();
  }
}

/** The other end, for the sides that run in Node: introduces itself, then takes a step for every line. */
export async function answerSteps(
  introduction: Introduction,
  step: (index: number) => Promise<number>,
): Promise<void> {
  const say = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
  say(introduction);
  let index = 0;
  for await (const _ of createInterface({ input: process.stdin })) {
    const began = process.hrtime.bigint();
    const loss = await step(index++);
    say({ ms: Number(process.hrtime.bigint() - began) / 1e6, loss });
  }
}
