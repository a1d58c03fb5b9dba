import type { Command } from 'commander';
import type { Recipe } from '../../../shared/recipe/types';
import { loadRunRecord, type RunRecord } from '../../engine/runs/record';
import { readMetrics, type MetricLine } from '../../engine/runs/run-directory';
import { columns } from '../columns';
import { percent, short } from '../numbers';
import { action, JSON_OPTION } from '../options';
import type { Terminal } from '../terminal';

/** `compare RUN RUN`: results side by side, and what differs between them. */
export function addCompare(program: Command): void {
  program
    .command('compare <run> <other>')
    .description('the results of two runs side by side, and what differs between them')
    .option(...JSON_OPTION)
    .action(
      action<[string, string], { json?: boolean }>((terminal, _, run, other) =>
        Promise.resolve(compare(terminal, run, other)),
      ),
    );
}

function compare(terminal: Terminal, ...folders: [string, string]): number {
  const records = folders.map(loadRunRecord);
  const runs = folders.map((run, index) => ({
    run,
    ...resultOf(readMetrics(run)),
    seed: records[index]!.seed,
  }));
  const differences = differencesOf(describe(records[0]!), describe(records[1]!));
  terminal.result({ runs, differences });
  const rate = (value: number | null): string => (value === null ? '-' : percent(value));
  const loss = (value: number | null): string => (value === null ? '-' : short(value));
  terminal.line(
    columns(
      [
        (['run', 'steps', 'train', 'validation', 'test', 'test-loss'] as const).map((name) =>
          terminal.say(`column/${name}`),
        ),
        ...runs.map((result) => [
          result.run,
          String(result.steps),
          rate(result.accuracy),
          rate(result.valAccuracy),
          rate(result.testAccuracy),
          loss(result.testLoss),
        ]),
      ],
      [1, 2, 3, 4, 5],
    ),
  );
  terminal.line();
  terminal.line(columns([...differences.map(({ what, first, second }) => [what, first, '→', second])], []));
  return 0;
}

function resultOf(lines: readonly MetricLine[]) {
  let steps = 0;
  let [accuracy, valAccuracy, testAccuracy, testLoss]: (number | null)[] = [null, null, null, null];
  for (const line of lines) {
    if (line.type === 'step') steps = line.step;
    else if (line.type === 'epoch') ({ accuracy, valAccuracy } = line);
    else ({ testAccuracy, testLoss } = line);
  }
  return {
    steps,
    accuracy: accuracy ?? null,
    valAccuracy: valAccuracy ?? null,
    testAccuracy: testAccuracy ?? null,
    testLoss: testLoss ?? null,
  };
}

/** Everything of a run that its numbers depend on, as flat names and printed values. */
function describe(record: RunRecord): Map<string, string> {
  const facts = new Map<string, string>();
  flatten('recipe', record.recipe satisfies Recipe, facts);
  flatten('data', { name: record.data.name, hash: record.data.hash, limit: record.data.limit }, facts);
  flatten('threads', record.threads, facts);
  flatten('kernels', record.kernelChoices, facts);
  flatten('versions', record.versions, facts);
  const { nodes, edges } = JSON.parse(record.document) as {
    nodes: { id: string; kind: string; params: object; repeat: number; train: object }[];
    edges: { from: string[]; to: string[] }[];
  };
  for (const { id, kind, params, repeat, train } of nodes)
    flatten(id, { kind, params, repeat, train }, facts);
  for (const { from, to } of edges) facts.set(`${from.join('.')} → ${to.join('.')}`, '✓');
  return facts;
}

function flatten(name: string, value: unknown, into: Map<string, string>): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    into.set(name, JSON.stringify(value));
    return;
  }
  for (const [key, inner] of Object.entries(value)) flatten(`${name}.${key}`, inner, into);
}

function differencesOf(first: ReadonlyMap<string, string>, second: ReadonlyMap<string, string>) {
  return [...new Set([...first.keys(), ...second.keys()])]
    .filter((what) => first.get(what) !== second.get(what))
    .map((what) => ({ what, first: first.get(what) ?? '-', second: second.get(what) ?? '-' }));
}
