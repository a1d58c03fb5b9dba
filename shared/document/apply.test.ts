import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyCommand, applyCommands, type Applied } from './apply';
import { arbitraryCommand } from './arbitrary-command.test-support';
import { arbitraryDocument } from './arbitrary-document.test-support';
import type { Command } from './command';
import { compositeHash } from './hash';
import { readDocument } from './parse';
import { printDocument } from './print';
import { hashed, sampleDefinition, sampleDocument, sampleNode } from './sample-document.test-support';
import type { InlayDocument } from './types';

function apply(doc: InlayDocument, command: Command): Applied {
  const applied = applyCommand(doc, command);
  if (!applied.ok) throw new Error(JSON.stringify(applied.problem));
  return applied.value;
}

/** Everything frozen, so that a change in place throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

const doc = frozen(sampleDocument);
const [a, b] = doc.nodes as [InlayDocument['nodes'][0], InlayDocument['nodes'][0]];
const [e1, e2] = doc.edges as [InlayDocument['edges'][0], InlayDocument['edges'][0]];

const REFUSED: readonly (readonly [command: unknown, code: string, args: object])[] = [
  [{ type: 'add-node', node: a, at: [0, 0] }, 'document/duplicate-id', { id: 'a' }],
  [{ type: 'add-node', node: { ...a, id: 'a b' }, at: null }, 'document/invalid-id', {}],
  [{ type: 'add-node', node: sampleNode('c'), at: [Number.NaN, 0] }, 'document/invalid-value', {}],
  [{ type: 'add-node', node: sampleNode('c'), at: [0, 0], index: -1 }, 'document/invalid-value', {}],
  [
    { type: 'add-node', node: { ...sampleNode('c'), shares: 'a' }, at: null },
    'document/unknown-key',
    { key: 'shares' },
  ],
  [{ type: 'remove-node', node: 'x' }, 'document/unknown-node', { node: 'x' }],
  [{ type: 'set-param', node: 'x', param: 'k', value: 1 }, 'document/unknown-node', { node: 'x' }],
  [{ type: 'set-param', node: 'a', param: 'k', value: Infinity }, 'document/wrong-type', {}],
  [{ type: 'set-param', node: 'a', param: '__proto__', value: 1 }, 'document/invalid-id', {}],
  [{ type: 'set-node', node: 'a', change: { repeat: 0 } }, 'document/invalid-value', {}],
  [{ type: 'set-node', node: 'a', change: { kind: 'x' } }, 'document/unknown-key', { key: 'kind' }],
  [{ type: 'replace-node', node: 'a', by: b }, 'document/invalid-value', { expected: '"a"', found: '"b"' }],
  [{ type: 'add-edge', edge: e1 }, 'document/duplicate-id', { id: 'e1' }],
  [{ type: 'remove-edge', edge: 'a' }, 'document/unknown-edge', { edge: 'a' }],
  [{ type: 'reconnect-edge', edge: 'x', to: ['a', 'in'] }, 'document/unknown-edge', { edge: 'x' }],
  [{ type: 'move-nodes', to: { a: [1, 1], x: [0, 0] } }, 'document/unknown-node', { node: 'x' }],
  [{ type: 'set-outputs', outputs: [doc.outputs[0], doc.outputs[0]] }, 'document/duplicate-id', { id: 'b' }],
  [{ type: 'set-recipe', recipe: { active: 'x', recipes: {} } }, 'document/unknown-recipe', { id: 'x' }],
  [{ type: 'set-name', name: 5 }, 'document/wrong-type', {}],
  [{ type: 'set-notes', notes: [doc.notes[0], doc.notes[0]] }, 'document/duplicate-id', { id: 'n1' }],
  [
    { type: 'set-composite', id: 'x', definition: hashed(sampleDefinition('y')) },
    'document/invalid-value',
    {},
  ],
  [
    { type: 'set-composite', id: 'x', definition: hashed(sampleDefinition('x', 'composite:x')) },
    'composite/cycle',
    { nodes: ['x'] },
  ],
  [
    { type: 'set-composite', id: 'x', definition: { ...hashed(sampleDefinition('x')), nodes: [a, a] } },
    'document/duplicate-id',
    {},
  ],
  [{ type: 'explode' }, 'document/invalid-value', { found: '"explode"' }],
  [{}, 'document/missing-key', { key: 'type' }],
  [null, 'document/wrong-type', { expected: 'object', found: 'null' }],
];

describe('applyCommand', () => {
  it.each(REFUSED)('refuses %j as %s', (command, code, args) => {
    expect(applyCommand(doc, command as Command)).toMatchObject({ ok: false, problem: { code, args } });
  });

  it('removes a node with its edges, place and output, and brings all back where they were', () => {
    const more = {
      ...doc,
      nodes: [...doc.nodes, sampleNode('c')],
      edges: [e1, { ...e1, id: 'e9', from: ['c', 'out'] as const }, e2],
    };
    const { doc: left, inverse } = apply(frozen(more), { type: 'remove-node', node: 'a' });
    expect(left).toMatchObject({
      nodes: [{ id: 'b' }, { id: 'c' }],
      edges: [{ id: 'e9' }],
      layout: { b: [100, 0] },
    });
    expect(left.layout).not.toHaveProperty('a');
    const back = applyCommands(left, inverse);
    expect(back.ok && printDocument(back.value.doc)).toBe(printDocument(more));
    expect(apply(doc, { type: 'remove-node', node: 'b' }).doc.outputs).toEqual([]);
  });

  it('leaves edges that waited for a node when its addition is undone', () => {
    const edges = [e1, { id: 'e7', from: ['b', 'out'], to: ['c', 'in'] } as const, e2];
    const outputs = [{ ...doc.outputs[0]!, node: 'c' }];
    const waiting = frozen({ ...doc, edges, outputs });
    const { doc: next, inverse } = apply(waiting, { type: 'add-node', node: sampleNode('c'), at: [1, 1] });
    expect(applyCommands(next, inverse)).toMatchObject({ ok: true, value: { doc: waiting } });
  });

  it('keeps what did not change the very same', () => {
    const { doc: next } = apply(doc, { type: 'set-param', node: 'a', param: 'filters', value: 9 });
    expect(next.nodes[0]).toEqual({ ...a, params: { filters: 9, kernel: [3, 3] } });
    expect(next.nodes[0]!.params['kernel']).toBe(a.params['kernel']);
    expect(next.nodes[1]).toBe(b);
    for (const key of ['edges', 'outputs', 'composites', 'recipe', 'notes', 'layout'] as const) {
      expect(next[key]).toBe(doc[key]);
    }
    const moved = apply(doc, { type: 'move-nodes', to: { a: [5, 5] } }).doc;
    expect(moved.nodes).toBe(doc.nodes);
    expect(moved.layout['b']).toBe(doc.layout['b']);
  });

  it('adds a parameter that was missing, and takes it away again', () => {
    const { doc: next, inverse } = apply(doc, { type: 'set-param', node: 'a', param: 'bias', value: true });
    expect(next.nodes[0]!.params).toEqual({ ...a.params, bias: true });
    const back = applyCommands(next, inverse);
    expect(back.ok && back.value.doc.nodes[0]).toEqual(a);
  });

  it('hashes a composite and those that use it anew', () => {
    const outer = sampleDefinition('outer', 'composite:twin');
    const first = apply(doc, {
      type: 'set-composite',
      id: 'outer',
      definition: { ...outer, hash: '0'.repeat(64) },
    }).doc;
    const unrelated = apply(first, {
      type: 'set-composite',
      id: 'alone',
      definition: hashed(sampleDefinition('alone')),
    }).doc;
    expect(unrelated.composites['outer']).toBe(first.composites['outer']);
    const twin = { ...doc.composites['twin']!, nodes: [sampleNode('c', 'dense')] };
    const { doc: next, inverse } = apply(unrelated, { type: 'set-composite', id: 'twin', definition: twin });
    expect(next.composites['outer']!.hash).toBe(compositeHash(outer, { twin }));
    expect(next.composites['outer']!.hash).not.toBe(first.composites['outer']!.hash);
    expect(next.composites['alone']).toBe(unrelated.composites['alone']);
    expect(readDocument(printDocument(next)).ok).toBe(true);
    const back = applyCommands(next, inverse);
    expect(back.ok && printDocument(back.value.doc)).toBe(printDocument(unrelated));
  });

  it('refuses to grow beyond what a file may hold', () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => sampleNode(`n${index}`));
    expect(
      applyCommand({ ...doc, nodes }, { type: 'add-node', node: sampleNode('x'), at: null }),
    ).toMatchObject({
      problem: { code: 'document/too-large', args: { what: 'nodes', limit: 20_000, found: 20_001 } },
    });
  });

  it('carries out all of a batch or nothing', () => {
    const good: Command = { type: 'set-name', name: 'new' };
    expect(applyCommands(doc, [good, { type: 'remove-node', node: 'x' }])).toMatchObject({ ok: false });
    expect(doc.name).toBe('base');
  });

  it('leaves any document savable, and each inverse restores it to the byte', { timeout: 30_000 }, () => {
    let carriedOut = 0;
    fc.assert(
      fc.property(
        arbitraryDocument,
        fc.array(arbitraryCommand, { maxLength: 12, size: 'max' }),
        (start, makers) => {
          let current = frozen(start);
          for (const make of makers) {
            const applied = applyCommand(current, make(current));
            if (!applied.ok) continue;
            carriedOut++;
            const { doc: next, inverse } = applied.value;
            const text = printDocument(next);
            const read = readDocument(text);
            expect(read.ok && printDocument(read.value)).toBe(text);
            const back = applyCommands(frozen(next), inverse);
            expect(back.ok && printDocument(back.value.doc)).toBe(printDocument(current));
            current = next;
          }
        },
      ),
      { numRuns: 60 },
    );
    expect(carriedOut).toBeGreaterThan(100);
  });
});
