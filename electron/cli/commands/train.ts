import type { Command } from 'commander';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import type { Recipe } from '../../../shared/recipe/types';
import { defaultRunDirectory } from '../../engine/runs/run-directory';
import { train } from '../../engine/session/run-session';
import { openData, startEngine } from '../engine';
import { followRun, tellOutcome } from '../follow-run';
import { count } from '../numbers';
import { openDocument } from '../open-document';
import { action, JSON_OPTION, wholeNumber } from '../options';
import { orEnd, type Terminal } from '../terminal';

interface TrainFlags {
  readonly data: string;
  readonly recipe?: string;
  readonly epochs?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly limit?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly checkpointEvery?: number;
  readonly json?: boolean;
}

/** `train FILE --data NAME|DIR`: a new run. */
export function addTrain(program: Command): void {
  program
    .command('train <file>')
    .description('train a document as a new run; Ctrl-C stops it so that it can be resumed')
    .requiredOption('--data <name|folder>', 'a known data set, or a folder of files')
    .option('--recipe <id>', "one of the document's recipes (default: the one in use)")
    .option('--epochs <n>', 'passes over the training set', wholeNumber(1))
    .option('--steps <n>', 'finish after so many steps', wholeNumber(1))
    .option('--batch <n>', 'images a step', wholeNumber(1))
    .option('--limit <n>', 'only the first so many training images', wholeNumber(1))
    .option('--seed <n>', 'of weights, order, masks and augmentation', wholeNumber(0))
    .option('--out <folder>', 'the run directory (default: runs/<date>-<name>)')
    .option('--checkpoint-every <n>', 'steps between checkpoints', wholeNumber(1))
    .option(...JSON_OPTION)
    .action(action<[string], TrainFlags>(trainFile));
}

async function trainFile(terminal: Terminal, flags: TrainFlags, file: string): Promise<number> {
  const { document } = openDocument(file);
  const recipe = withFlags(orEnd(activeRecipe(document, flags.recipe)), flags);
  const data = await openData(flags.data, flags.limit);
  const directory = flags.out ?? defaultRunDirectory(process.cwd(), document.name, Date.now());
  const runtime = startEngine();
  terminal.line(
    terminal.say('train/start', {
      name: document.name,
      data: data.dataset.name,
      images: count(data.dataset.train.count),
      batch: recipe.batch,
      epochs: recipe.epochs,
      device: `TensorFlow ${runtime.version}`,
    }),
  );
  const { steps, checkpointEvery } = flags;
  const outcome = await followRun(terminal, (world) =>
    train({ ...world, runtime, document, recipe, data, directory, steps, checkpointEvery }),
  );
  return tellOutcome(terminal, outcome, data.dataset.test?.count ?? 0);
}

/** A recipe with what the command line says instead. */
export function withFlags(recipe: Recipe, flags: Pick<TrainFlags, 'epochs' | 'batch' | 'seed'>): Recipe {
  return {
    ...recipe,
    epochs: flags.epochs ?? recipe.epochs,
    batch: flags.batch ?? recipe.batch,
    seed: flags.seed ?? recipe.seed,
  };
}
