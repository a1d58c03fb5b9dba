import type { Command } from 'commander';
import { listDatasets } from '../../engine/data/list';
import { ensure, makeLog, silentLog, type PartName } from '../../provision/index.mjs';
import { fail } from '../../../shared/problems/problem';
import { columns } from '../columns';
import { count } from '../numbers';
import { action, JSON_OPTION } from '../options';
import type { Terminal } from '../terminal';

/** `data list` and `data fetch NAME`. */
export function addData(program: Command): void {
  const data = program.command('data').description('the known data sets');
  data
    .command('list')
    .description('which data sets there are, and which are here')
    .option(...JSON_OPTION)
    .action(action<[], { json?: boolean }>((terminal) => Promise.resolve(list(terminal))));
  data
    .command('fetch <name>')
    .description('fetch a data set into the cache')
    .option(...JSON_OPTION)
    .action(action<[string], { json?: boolean }>(fetchSet));
}

function list(terminal: Terminal): number {
  const sets = listDatasets();
  sets.forEach((set) => terminal.result(set));
  terminal.line(
    columns(
      sets.map(({ name, present, path, train, test, classes }) => [
        name,
        `${count(train)} + ${count(test)}`,
        String(classes),
        present ? (path ?? terminal.say('data/present')) : terminal.say('data/absent', { name }),
      ]),
      [1, 2],
    ),
  );
  return 0;
}

async function fetchSet(terminal: Terminal, options: { json?: boolean }, name: string): Promise<number> {
  const known = listDatasets().map((set) => set.name);
  if (!known.includes(name)) fail('data/unknown-set', { name, known });
  await ensure([`data:${name}` as PartName], { log: options.json === true ? silentLog : makeLog() });
  const found = listDatasets().find((set) => set.name === name);
  if (!found?.present) fail('data/not-found', { path: name });
  terminal.result({ name, path: found.path });
  terminal.line(`${name}: ${found.path ?? ''}`);
  return 0;
}
