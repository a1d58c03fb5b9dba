import { Command, InvalidArgumentError } from 'commander';
import { networks } from './networks';
import { benchStep, UsageError, type StepOptions } from './step';

interface OverheadFlags {
  readonly steps: number;
  readonly batch: number;
  readonly json?: true;
}

interface KernelFlags {
  readonly batch: number;
  readonly rounds: number;
  readonly json?: true;
}

interface StepFlags extends Omit<StepOptions, 'json'> {
  readonly json?: true;
}

function positive(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number from 1 is expected');
  return value;
}

function program(): Command {
  const bench = new Command('bench').description('Measures Inlay against its bounds');
  // Set before the commands are made: they take it over.
  bench.exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2));
  bench
    .command('step')
    .description('one training step: ours, stock tfjs-node, Keras 3 on the same TensorFlow')
    .option('--network <name>', `one of: ${Object.keys(networks).join(', ')}`, 'nin-cifar10')
    .option('--batch <n>', 'images a step', positive, 64)
    .option('--pairs <n>', 'rounds to count, a step of each side in each', positive, 30)
    .option('--json', 'end with one line of JSON')
    .action(({ json, ...options }: StepFlags) => benchStep({ ...options, json: json === true }));
  bench
    .command('overhead')
    .description('what the engine adds to a step, in a real run on CIFAR-10')
    .option('--steps <n>', 'steps to count', positive, 60)
    .option('--batch <n>', 'images a step', positive, 16)
    .option('--json', 'end with one line of JSON')
    .action(async ({ json, ...options }: OverheadFlags) => {
      const { benchOverhead } = await import('./overhead');
      await benchOverhead({ ...options, json: json === true });
    });
  bench
    .command('kernels')
    .description('grouped and dilated convolutions: native, split and dense side by side')
    .option('--batch <n>', 'images a step', positive, 64)
    .option('--rounds <n>', 'rounds to count, a run of each in each', positive, 30)
    .option('--json', 'end with one line of JSON')
    .action(async ({ json, ...options }: KernelFlags) => {
      const { benchKernels } = await import('./kernels');
      benchKernels({ ...options, json: json === true });
    });
  bench
    .command('analyse')
    .description('reading and checking a document of 1,000 nodes')
    .option('--json', 'end with one line of JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { tellAnalyse } = await import('./tell-analyse');
      tellAnalyse(json === true);
    });
  bench
    .command('window')
    .description('start-up beside an empty window; lag and frames at rest and while training')
    .option('--pairs <n>', 'starts of each side', positive, 30)
    .option('--json', 'end with one line of JSON')
    .action(async ({ json, pairs }: { readonly json?: true; readonly pairs: number }) => {
      const { benchWindow } = await import('./window');
      await benchWindow({ pairs, json: json === true });
    });
  bench
    .command('side <which> <network> <batch>', { hidden: true })
    .description('one side of `step`, steered over standard input')
    .action(runSide);
  return bench;
}

async function runSide(which: string, name: string, batch: string): Promise<void> {
  const network = networks[name];
  if (!network) throw new UsageError(`unknown network ${name}`);
  if (which === 'ours') await (await import('./side-ours')).runOurs(network, positive(batch));
  else await (await import('./side-stock')).runStock(network, positive(batch));
}

program()
  .parseAsync(process.argv)
  .catch((error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`bench: ${error.message}\n`);
    process.exitCode = 2;
  });
