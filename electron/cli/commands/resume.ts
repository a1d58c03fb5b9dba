import type { Command } from 'commander';
import { loadRunRecord } from '../../engine/runs/record';
import { resume } from '../../engine/session/run-session';
import { startEngine } from '../engine';
import { followRun, tellOutcome } from '../follow-run';
import { action, JSON_OPTION } from '../options';
import type { Terminal } from '../terminal';

/** `resume RUN`: goes on from the newest checkpoint, bit for bit. */
export function addResume(program: Command): void {
  program
    .command('resume <run>')
    .description('go on with a stopped or killed run from its newest checkpoint')
    .option(...JSON_OPTION)
    .action(action<[string], { json?: boolean }>(resumeRun));
}

async function resumeRun(terminal: Terminal, _: object, directory: string): Promise<number> {
  const record = loadRunRecord(directory);
  const runtime = startEngine(record);
  const outcome = await followRun(terminal, (world) => resume({ ...world, runtime, directory }));
  return tellOutcome(terminal, outcome, record.data.test);
}
