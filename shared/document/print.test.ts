import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryDocument } from './arbitrary-document.test-support';
import { emptyDocument } from './empty';
import { readDocument } from './parse';
import { printDocument } from './print';
import type { InlayDocument } from './types';

function read(text: string): InlayDocument {
  const result = readDocument(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
}

/** The same content with every object's keys the other way round. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  ) as T;
}

describe('printDocument', () => {
  it('prints files that people can review', () => {
    const document: InlayDocument = {
      ...emptyDocument('NIN, CIFAR-10'),
      nodes: [
        {
          id: 'mlp1',
          kind: 'mlpconv',
          kindVersion: 1,
          params: { widths: [192, 160, 96], kernel: [5, 5], bias: true },
          label: 'mlpconv 1',
          repeat: 1,
          train: { init: { scheme: 'normal', std: 0.05 }, lrMult: 1, decayMult: 1, frozen: false, parts: {} },
        },
      ],
      edges: [{ id: 'e1', from: ['input', 'out'], to: ['mlp1', 'in'] }],
      layout: { mlp1: [120, 80] },
    };
    const lines = printDocument(document).split('\n');
    expect(lines.slice(0, 20)).toEqual([
      '{',
      '  "format": "inlay",',
      '  "version": 1,',
      '  "name": "NIN, CIFAR-10",',
      '  "nodes": [',
      '    {',
      '      "id": "mlp1",',
      '      "kind": "mlpconv",',
      '      "kindVersion": 1,',
      '      "params": { "bias": true, "kernel": [5, 5], "widths": [192, 160, 96] },',
      '      "label": "mlpconv 1",',
      '      "repeat": 1,',
      '      "train": {',
      '        "init": { "scheme": "normal", "std": 0.05 },',
      '        "lrMult": 1,',
      '        "decayMult": 1,',
      '        "frozen": false,',
      '        "parts": {}',
      '      }',
      '    }',
    ]);
    expect(lines).toContain('    { "id": "e1", "from": ["input", "out"], "to": ["mlp1", "in"] }');
    expect(lines.slice(-3)).toEqual(['  "layout": { "mlp1": [120, 80] }', '}', '']);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('prints what reads back equal, and the same to the byte', { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = printDocument(document);
        const again = read(text);
        expect(again).toEqual(document);
        expect(printDocument(again)).toBe(text);
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on key order', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const text = printDocument(document);
        expect(printDocument(reversed(document))).toBe(text);
        expect(printDocument(read(JSON.stringify(reversed(document))))).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
