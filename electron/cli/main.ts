import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json';
import { problem } from '../../shared/problems/problem';
import { addCompare } from './commands/compare';
import { addData } from './commands/data';
import { addDoctor } from './commands/doctor';
import { addEvaluate } from './commands/evaluate';
import { addExport } from './commands/export';
import { addInspect } from './commands/inspect';
import { addResume } from './commands/resume';
import { addStart } from './commands/start';
import { addTrain } from './commands/train';
import { Terminal } from './terminal';

function program(): Command {
  const root = new Command('inlay')
    .description('Draws, trains and exports convolutional networks; this is its command line.')
    .version(packageJson.version)
    .showHelpAfterError(false)
    .configureOutput({ writeErr: () => undefined })
    .exitOverride();
  for (const add of [
    addInspect,
    addTrain,
    addResume,
    addEvaluate,
    addExport,
    addCompare,
    addData,
    addDoctor,
    addStart,
  ]) {
    add(root);
  }
  return root;
}

async function main(args: readonly string[]): Promise<void> {
  const root = program();
  if (args.length === 0) {
    root.outputHelp();
    return;
  }
  try {
    await root.parseAsync([...args], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return;
    const terminal = new Terminal(args.includes('--json'));
    terminal.problem(problem('cli/usage', { detail: error.message.replace(/^error: /, '') }));
    process.exitCode = 2;
  }
}

// In the packaged app this is an Electron utility process, which does not end by itself.
void main(process.argv.slice(2)).then(() => {
  if ('parentPort' in process) process.exit();
});
