import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { emptyDocument } from '../document/empty';
import { compositeHash, logicalHash } from '../document/hash';
import { newHistory } from '../document/history';
import { hashed, sampleDefinition } from '../document/sample-document.test-support';
import type { InlayDocument } from '../document/types';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard';
import { after, edgesOf, edited, got, template } from './edit.test-support';

const nin = template('nin-cifar10');
const all = nin.nodes.map(({ id }) => id);
const paste = (document: InlayDocument, text: string, at: readonly [number, number] | null = null) =>
  edited(document, (history) => got(pasteNodes(history, text, at)));

describe('copy and paste', () => {
  it('brings a whole network into an empty document', () => {
    const pasted = paste(emptyDocument('new'), copyNodes(nin, all));
    expect(pasted.nodes.map(({ kind, params, label }) => [kind, params, label])).toEqual(
      nin.nodes.map(({ kind, params, label }) => [kind, params, label]),
    );
    expect(pasted.outputs).toHaveLength(1);
    // By the same names it is the same network.
    const names = new Map(pasted.nodes.map(({ id }, index) => [id, all[index]!]));
    const back = JSON.parse(
      JSON.stringify(pasted, (_, value: unknown) =>
        typeof value === 'string' ? (names.get(value) ?? value) : value,
      ),
    ) as InlayDocument;
    expect(logicalHash(back)).toBe(logicalHash(nin));
  });

  it('keeps inner edges only, and gives new ids', () => {
    const pasted = paste(nin, copyNodes(nin, ['mlp1', 'pool1']));
    expect(pasted.nodes.slice(-2).map(({ id }) => id)).toEqual(['mlp4', 'pool3']);
    expect(edgesOf(pasted).slice(nin.edges.length)).toEqual(['mlp4.out>pool3.in']);
  });

  it('goes where it is told, else aside from everything', () => {
    const text = copyNodes(nin, ['mlp1', 'pool1']);
    const [x, y] = nin.layout['mlp1']!;
    const [x2, y2] = nin.layout['pool1']!;
    const [left, top] = [Math.min(x, x2), Math.min(y, y2)];
    expect(paste(nin, text, [1000, 500]).layout['mlp4']).toEqual([1000 + x - left, 500 + y - top]);
    const once = paste(nin, text);
    expect(once.layout['mlp4']).toEqual([x + 44, y + 44]);
    expect(paste(once, text).layout['mlp5']).toEqual([x + 88, y + 88]);
  });

  it('lists a second output as help', () => {
    const out = nin.outputs[0]!.node;
    expect(paste(nin, copyNodes(nin, [out])).outputs.map(({ role }) => role)).toEqual(['class', 'auxiliary']);
  });

  describe('with users’ blocks', () => {
    const inner = hashed(sampleDefinition('inner'));
    const using = sampleDefinition('outer', 'composite:inner');
    const outer = { ...using, hash: compositeHash(using, { inner }) };
    const user = { ...emptyDocument(''), nodes: [createNode('composite:outer', 'u')] };
    const made = paste(
      emptyDocument('start'),
      copyNodes({ ...user, composites: { inner, outer, unused: hashed(sampleDefinition('unused')) } }, ['u']),
    );
    const text = copyNodes(made, ['u1']);

    it('brings the definitions that are used, however indirectly', () => {
      expect(Object.keys(made.composites).sort()).toEqual(['inner', 'outer']);
    });

    it('brings none that is there already', () => {
      expect(paste(made, text).composites).toEqual(made.composites);
    });

    it('gives a definition another id where its own is taken, inside definitions too', () => {
      const other = { ...emptyDocument(''), composites: { inner: hashed(sampleDefinition('inner', 'se')) } };
      const pasted = paste(other, text);
      expect(Object.keys(pasted.composites).sort()).toEqual(['inner', 'inner-2', 'outer']);
      expect(pasted.composites['outer']!.nodes[0]!.kind).toBe('composite:inner-2');
      expect(pasted.composites['outer']!.hash).toBe(made.composites['outer']!.hash);
    });

    it('does not believe the hash that a text states', () => {
      const forged = JSON.parse(text) as { composites: Record<string, { hash: string }> };
      forged.composites['inner']!.hash = '0'.repeat(64);
      const pasted = paste(emptyDocument(''), JSON.stringify(forged));
      expect(pasted.composites['inner']!.hash).toBe(inner.hash);
    });
  });

  it('says what is no clipboard of ours', () => {
    const history = newHistory(nin);
    const code = (text: string) => {
      const result = pasteNodes(history, text, null);
      return result.ok ? null : result.problem.code;
    };
    const clip = JSON.parse(copyNodes(nin, ['mlp1', 'pool1'])) as Record<string, unknown>;
    const changed = (change: object) => code(JSON.stringify({ ...clip, ...change }));
    expect(code('hello')).toBe('edit/not-nodes');
    expect(code('[1]')).toBe('edit/not-nodes');
    expect(code(JSON.stringify(nin))).toBe('edit/not-nodes');
    expect(changed({ version: 2 })).toBe('document/newer-version');
    expect(changed({ nodes: 3 })).toBe('document/wrong-type');
    expect(changed({ extra: 1 })).toBe('document/unknown-key');
    expect(changed({ nodes: [] })).toBe('document/unknown-node');
    expect(changed({ nodes: [...(clip['nodes'] as object[]), ...(clip['nodes'] as object[])] })).toBe(
      'document/duplicate-id',
    );
    const circle = { a: sampleDefinition('a', 'composite:a') };
    expect(changed({ composites: { a: { ...circle.a, hash: '0'.repeat(64) } } })).toBe('composite/cycle');
    expect(changed({ composites: { b: { ...circle.a, hash: '0'.repeat(64) } } })).toBe(
      'document/invalid-value',
    );
  });

  it('never throws, whatever is in the clipboard', () => {
    const history = newHistory(nin);
    const clip = JSON.parse(copyNodes(nin, all)) as Record<string, unknown>;
    const damaged = fc
      .tuple(fc.constantFrom(...Object.keys(clip)), fc.jsonValue())
      .map(([key, value]) => JSON.stringify({ ...clip, [key]: value }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), damaged), (text) => {
        const result = pasteNodes(history, text, null);
        if (result.ok) after(history, result.value);
      }),
      { numRuns: 200 },
    );
  });
});

describe('duplicateNodes', () => {
  it('copies nodes with what joins them', () => {
    const start = newHistory(nin);
    const edit = duplicateNodes(start, ['mlp2', 'pool2', 'drop2']);
    expect(edit.created).toHaveLength(3);
    expect(edit.label).toEqual({ code: 'duplicate-many', args: { count: 3 } });
    expect(after(start, edit).document.edges).toHaveLength(nin.edges.length + 2);
  });
});
