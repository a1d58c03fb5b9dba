import { appendFileSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { explain, say } from '../../shared/language/explain';
import type { LanguageCode } from '../../shared/language/languages';
import type { texts } from '../../shared/language/texts';
import { SetupError } from '../provision/index.mjs';
import { ProblemSignal, type Problem } from '../../shared/problems/problem';
import type { Result } from '../../shared/problems/result';

/** Ends a command with several problems at once (a document can have many). */
export class Problems extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(', '));
  }
}

/** The value, or the command ends with the problem. */
export function orEnd<T>(result: Result<T>): T {
  if (!result.ok) throw new ProblemSignal(result.problem);
  return result.value;
}

/** Where a command writes: results to stdout, everything else to stderr. */
export class Terminal {
  readonly language: LanguageCode = languageOf(process.env);

  constructor(readonly json: boolean) {}

  /** One result line: as JSON, with `--json`. */
  result(value: object): void {
    if (this.json) process.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** A line for people; silent with `--json`. */
  line(text = ''): void {
    if (!this.json) process.stdout.write(`${text}\n`);
  }

  say(key: keyof (typeof texts)['en']['cli'], args: object = {}): string {
    return say(this.language, 'cli', key, args);
  }

  /** A problem on stderr, its code first; with `--json` as one JSON line. */
  problem(problem: Problem): void {
    const { code, place, text, repairs } = explain(problem, this.language);
    if (this.json) {
      const { severity, where, args } = problem;
      process.stderr.write(
        `${JSON.stringify({ type: 'problem', code, severity, where, args, text, repairs })}\n`,
      );
      return;
    }
    const head = `${this.say(`label/${problem.severity}`)} ${code}`;
    process.stderr.write(`${[head, place, text].filter(Boolean).join(': ')}\n`);
    if (repairs.length > 0) {
      process.stderr.write(`  ${this.say('label/can-do', { repairs: repairs.join('; ') })}\n`);
    }
  }
}

function languageOf(environment: NodeJS.ProcessEnv): LanguageCode {
  const wanted = environment['INLAY_LANGUAGE'] ?? environment['LC_ALL'] ?? environment['LANG'] ?? '';
  return /^zh[-_](TW|HK|Hant)/i.test(wanted) ? 'zh-TW' : 'en';
}

/**
 * Runs a command to its exit code: 0 done, 2 a problem with the input (its code on stderr), 1 a fault of ours
 * (one sentence on stderr, the details in a file).
 */
export async function runCommand(
  json: boolean,
  command: (terminal: Terminal) => Promise<number | undefined>,
): Promise<void> {
  const terminal = new Terminal(json);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader of our output has gone (`| head`): nobody is left to tell.
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    process.exitCode = (await command(terminal)) ?? 0;
  } catch (error) {
    process.exitCode = report(terminal, error);
  }
}

function report(terminal: Terminal, error: unknown): number {
  if (error instanceof ProblemSignal) {
    terminal.problem(error.problem);
    return 2;
  }
  if (error instanceof Problems) {
    error.problems.forEach((problem) => terminal.problem(problem));
    return 2;
  }
  if (error instanceof SetupError) {
    process.stderr.write(`${terminal.say('label/error')} setup/${error.code}: ${error.message}\n`);
    return 2;
  }
  const detail = error instanceof Error ? error.message.split('\n')[0]! : String(error);
  const file = join(tmpdir(), 'inlay-faults', `${process.pid}.log`);
  try {
    mkdirSync(join(tmpdir(), 'inlay-faults'), { recursive: true });
    appendFileSync(file, `${process.argv.join(' ')}\n${error instanceof Error ? error.stack : detail}\n`);
  } catch {
    // A full disk must not hide the fault itself.
  }
  process.stderr.write(`${terminal.say('fault/ours', { detail, file })}\n`);
  return 1;
}
