import type { Command } from 'commander';
import { collectFacts } from '../../provision/index.mjs';
import { action, JSON_OPTION } from '../options';
import type { Terminal } from '../terminal';
import { columns } from '../columns';

/** `doctor`: what was found on this machine, what is missing, how to mend it. */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('what this machine has, what is missing, how to mend it')
    .option(...JSON_OPTION)
    .action(action<[], { json?: boolean }>((terminal) => Promise.resolve(doctor(terminal))));
}

const MARKS = { ok: '✓', missing: '✗', warning: '!' } as const;

function doctor(terminal: Terminal): number {
  const facts = collectFacts();
  facts.forEach((fact) => terminal.result(fact));
  terminal.line(
    columns(
      facts.map(({ status, name, found, wanted }) => [MARKS[status], name, found || `- (${wanted})`]),
      [],
    ),
  );
  const unwell = facts.filter(({ status }) => status !== 'ok');
  terminal.line();
  for (const { name, mend } of unwell.filter((fact) => fact.mend)) {
    terminal.line(`${name}: ${terminal.say('doctor/mend', { mend })}`);
  }
  const missing = unwell.filter(({ status }) => status === 'missing').length;
  terminal.line(
    missing === 0 ? terminal.say('doctor/ok') : terminal.say('doctor/missing', { count: missing }),
  );
  return missing === 0 ? 0 : 2;
}
