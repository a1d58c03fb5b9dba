import { expect, it } from 'vitest';
import { createNode } from '../../shared/blocks/registry';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { analyse } from '../../shared/ir/analyse';
import { problem } from '../../shared/problems/problem';
import { templates } from '../../templates';
import { explainHere, nodeTitle, problemPlace } from './titles';

const read = readDocument(templates['nin-cifar10']);
if (!read.ok) throw new Error('template');
const document = read.value;

it('calls a node by its label, else by its block in the language in use', () => {
  expect(nodeTitle('en', { kind: 'conv', label: 'stem' }, {})).toBe('stem');
  expect(nodeTitle('en', { kind: 'conv', label: '' }, {})).toBe('Convolution');
  expect(nodeTitle('zh-TW', { kind: 'conv', label: '' }, {})).toBe('卷積');
  expect(nodeTitle('en', { kind: 'constructor', label: '' }, {})).toBe('constructor');
  expect(nodeTitle('en', { kind: 'composite:constructor', label: '' }, {})).toBe('composite:constructor');
});

it('says where a problem sits by the names on the canvas', () => {
  const at = (where: Parameters<typeof problem>[2]) =>
    problemPlace('en', problem('graph/no-output', {}, where), document);
  expect(at({ node: 'mlp1', param: 'widths' })).toBe('mlpconv 1 · Widths');
  expect(at({ node: 'mlp1/conv2' })).toBe('mlpconv 1 · conv2');
  expect(at({ edge: document.edges[0]!.id })).toBe('image → mlpconv 1');
  expect(at({ node: 'gone', param: 'x' })).toBe('gone · x');
  expect(at({ path: 'nodes' })).toBe('');
});

it('calls nodes, parameters and values in sentences as the window does', () => {
  const wrong = problem(
    'block/param-range',
    { param: 'classes', min: 1, max: 9, found: 10 },
    { node: 'head' },
    [
      { code: 'set-parameter', args: { node: 'head', param: 'projection', value: 'true' }, commands: [] },
      { code: 'set-parameter', args: { node: 'mlp1', param: 'activation', value: 'elu' }, commands: [] },
      { code: 'remove-edge', args: { edge: document.edges[0]!.id }, commands: [] },
    ],
  );
  const words = (key: string): string => (key === 'common.on' ? 'on' : key);
  const told = explainHere('en', words, wrong, document);
  expect(told.text).toContain('The parameter “Classes” must lie');
  expect(told.repairs).toEqual([
    'Set “1×1 convolution first” of “global average” to on.',
    'Set “Activation” of “mlpconv 1” to ELU.',
    'Remove the edge “image → mlpconv 1”.',
  ]);
  expect(explainHere('zh-TW', words, wrong, document).repairs[1]).toBe(
    '把「mlpconv 1」的「激活函數」設為「ELU」。',
  );
});

it('reads the repairs that the analysis itself makes, whatever kind of value they set', () => {
  const pool = createNode('max-pool', 'pool', { kernel: [9, 9], padding: 'valid' });
  const drop = createNode('dropout', 'drop', { spatial: 'true', rate: 7 });
  const broken: InlayDocument = {
    ...document,
    nodes: [createNode('input', 'small', { height: 4, width: 4, channels: 1 }), pool, drop],
    edges: [
      { id: 'e', from: ['small', 'out'], to: ['pool', 'in'] },
      { id: 'f', from: ['pool', 'out'], to: ['drop', 'in'] },
    ],
    outputs: [],
  };
  const told = analyse(broken).problems.flatMap(
    (found) => explainHere('en', (key) => key, found, broken).repairs,
  );
  expect(told.join('\n')).toMatch(/Set “Padding” of “Max pool” to same/i);
  expect(told.join('\n')).toContain('“Whole maps” of “Dropout” to common.on');
});
