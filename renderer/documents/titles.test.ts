import { expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import { problem } from '../../shared/problems/problem';
import { templates } from '../../templates';
import { nodeTitle, problemPlace } from './titles';

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
