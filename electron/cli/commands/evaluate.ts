import { Option, type Command } from 'commander';
import { loadRunRecord } from '../../engine/runs/record';
import { evaluateRun } from '../../engine/session/run-session';
import { openData, startEngine } from '../engine';
import { orEndAll } from '../follow-run';
import { count, percent, short } from '../numbers';
import { action, JSON_OPTION } from '../options';
import type { Terminal } from '../terminal';

interface EvaluateFlags {
  readonly data?: string;
  readonly checkpoint: 'last' | 'best';
  readonly json?: boolean;
}

/** `evaluate RUN`: a run's weights on a test set, in inference mode. */
export function addEvaluate(program: Command): void {
  program
    .command('evaluate <run>')
    .description("a run's weights on a test set")
    .option('--data <name|folder>', "a data set (default: the run's own)")
    .addOption(new Option('--checkpoint <which>', 'whose weights').choices(['last', 'best']).default('last'))
    .option(...JSON_OPTION)
    .action(action<[string], EvaluateFlags>(evaluate));
}

async function evaluate(terminal: Terminal, flags: EvaluateFlags, directory: string): Promise<number> {
  const record = loadRunRecord(directory);
  const dataset = flags.data === undefined ? undefined : (await openData(flags.data)).dataset;
  const runtime = startEngine(record);
  const found = orEndAll(await evaluateRun({ runtime, directory, dataset, which: flags.checkpoint }));
  if (found === null) return 0;
  const { loss, accuracy, images } = found;
  terminal.result({ type: 'evaluated', testLoss: loss, testAccuracy: accuracy, images, run: directory });
  terminal.line(
    terminal.say('train/finished', { accuracy: percent(accuracy), loss: short(loss), images: count(images) }),
  );
  return 0;
}
