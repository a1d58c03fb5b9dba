import { InvalidArgumentError } from 'commander';
import { runCommand, type Terminal } from './terminal';

/** A whole number of at least `least`, or commander's complaint. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^[+-]?\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
      throw new InvalidArgumentError(`expected a whole number of at least ${least}, found "${text}".`);
    }
    return value;
  };
}

/** Makes a commander action of a command: `--json` read, exit code set, problems told. */
export function action<A extends unknown[], O extends { json?: boolean }>(
  work: (terminal: Terminal, options: O, ...args: A) => Promise<number | undefined>,
): (...all: unknown[]) => Promise<void> {
  return async (...all) => {
    // Commander passes the arguments, then the options, then the command itself.
    const options = all[all.length - 2] as O;
    const args = all.slice(0, -2) as A;
    await runCommand(options.json === true, (terminal) => work(terminal, options, ...args));
  };
}

export const JSON_OPTION = ['--json', 'print JSON lines'] as const;
