import { expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import { analyse } from '../../shared/ir/analyse';
import { problem } from '../../shared/problems/problem';
import { templates } from '../../templates';
import { faultyPaths, outlineRows, parentRow } from './outline-rows';

function nin() {
  const read = readDocument(templates['nin-cifar10']);
  if (!read.ok) throw new Error('template');
  return read.value;
}

it('lists the nodes in the order of the network, composites closed', () => {
  const rows = outlineRows(analyse(nin()), new Set());
  expect(rows.map(({ path }) => path)).toEqual(analyse(nin()).order);
  expect(rows.find(({ path }) => path === 'mlp1')?.expanded).toBe(false);
  expect(rows.find(({ path }) => path === 'pool1')?.expanded).toBeNull();
});

it('shows what is inside an expanded composite right behind it', () => {
  const rows = outlineRows(analyse(nin()), new Set(['mlp1']));
  const at = rows.findIndex(({ path }) => path === 'mlp1');
  const inside = rows.filter(({ level }) => level === 2);
  expect(rows.slice(at + 1, at + 1 + inside.length)).toEqual(inside);
  expect(inside[0]?.path).toBe('mlp1/conv1');
  const parameters = inside.reduce((sum, { analysis }) => sum + analysis.parameters, 0);
  expect(parameters).toBe(rows[at]!.analysis.parameters);
  expect(parentRow(rows, at + 2)).toBe(at);
  expect(parentRow(rows, at)).toBe(at);
});

it('keeps nodes on a cycle in the list', () => {
  const document = nin();
  const edges = document.edges.map((edge) =>
    edge.to[0] === 'pool1' ? { ...edge, from: ['mlp2', 'out'] as const } : edge,
  );
  const rows = outlineRows(analyse({ ...document, edges }), new Set());
  expect(rows.map(({ path }) => path).sort()).toEqual(document.nodes.map(({ id }) => id).sort());
});

it('marks what something is wrong with, and the composites around it', () => {
  const problems = [problem('graph/no-output', {}, { node: 'a/b/c' }), problem('graph/no-output', {})];
  expect([...faultyPaths({ problems })]).toEqual(['a/b/c', 'a/b', 'a']);
});
