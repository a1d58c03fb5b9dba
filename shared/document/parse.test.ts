import { describe, expect, it } from 'vitest';
import { defaultRecipe } from '../recipe/defaults';
import type { DocumentMigration } from './migrations';
import { readDocument, readDocumentWith } from './parse';
import { printDocument } from './print';
import { edited, sampleDocument, sampleNode, set, type Json } from './sample-document.test-support';

describe('readDocument', () => {
  it('reads the base document of the corpus', () => {
    expect(readDocument(printDocument(sampleDocument))).toEqual({ ok: true, value: sampleDocument });
  });

  it('lists every problem of the form, up to a hundred', () => {
    const two = readDocument(
      edited((json) => {
        json['nodes']![0]!['label'] = 1 as Json;
        json['edges']![0]!['id'] = '?' as Json;
      }),
    );
    expect(!two.ok && two.problems.map((each) => each.where.path)).toEqual(['nodes[0].label', 'edges[0].id']);
    const many = readDocument(
      set(
        'nodes',
        Array.from({ length: 300 }, () => 0),
      ),
    );
    expect(!many.ok && many.problems.length).toBe(100);
    const same = readDocument(
      set(
        'nodes',
        Array.from({ length: 300 }, () => sampleNode('a')),
      ),
    );
    expect(!same.ok && same.problems.length).toBe(100);
  });

  it('keeps nothing of a poisoned prototype', () => {
    readDocument('{"format": "inlay", "version": 1, "__proto__": {"polluted": 1}}');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads a document of 20,000 nodes', { timeout: 30_000 }, () => {
    const nodes = Array.from({ length: 20_000 }, (_, index) => sampleNode(`n${index}`));
    const read = readDocument(
      printDocument({ ...sampleDocument, nodes, layout: {}, outputs: [], edges: [] }),
    );
    expect(read.ok && read.value.nodes.length).toBe(20_000);
  });

  it('reads past a byte order mark', () => {
    expect(readDocument(`\ufeff${printDocument(sampleDocument)}`).ok).toBe(true);
  });
});

describe('migrations', () => {
  // Made up: version 0 had no notes, version -1 called its nodes layers.
  const table: readonly DocumentMigration[] = [
    { from: -1, migrate: ({ layers, ...rest }) => ({ ...rest, nodes: layers }) },
    { from: 0, migrate: (raw) => ({ ...raw, notes: [] }) },
  ];
  const { notes: _, nodes, ...rest } = sampleDocument;

  it('carries an old file version by version', () => {
    const expected = { ok: true, value: { ...sampleDocument, notes: [] } };
    expect(readDocumentWith(JSON.stringify({ ...rest, nodes, version: 0 }), table)).toEqual(expected);
    expect(readDocumentWith(JSON.stringify({ ...rest, layers: nodes, version: -1 }), table)).toEqual(
      expected,
    );
    expect(readDocumentWith(JSON.stringify(sampleDocument), table)).toEqual({
      ok: true,
      value: sampleDocument,
    });
  });

  it('checks what comes out, and refuses what is too old', () => {
    const bad = readDocumentWith(JSON.stringify({ ...rest, nodes: 3, version: 0 }), table);
    expect(!bad.ok && bad.problems[0]).toMatchObject({
      code: 'document/wrong-type',
      where: { path: 'nodes' },
    });
    const old = readDocumentWith(JSON.stringify({ ...sampleDocument, version: -2 }), table);
    expect(!old.ok && old.problems[0]).toMatchObject({
      code: 'document/older-version',
      args: { oldest: -1, found: -2 },
    });
  });
});

describe('the default recipe', () => {
  it('passes its own schema', () => {
    const recipe = { active: 'x', recipes: { x: defaultRecipe() } };
    expect(readDocument(JSON.stringify({ ...sampleDocument, recipe })).ok).toBe(true);
  });
});
