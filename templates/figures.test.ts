import { describe, expect, it } from 'vitest';
import type { InlayDocument } from '../shared/document/types';
import { analyse } from '../shared/ir/analyse';
import type { IrGraph } from '../shared/ir/ir';
import { chainOf } from '../shared/ir/test-support';
import type { figures } from './files/figures';
import { lowered, openedTemplate } from './open.test-support';

type FigureId = keyof typeof figures;
type Links = Parameters<typeof chainOf>[1];

/** Kernel k x k from `from` maps to `to`, with a bias. */
const conv = (k: number, from: number, to: number) => k * k * from * to + to;
const classifier = (maps: number) => maps * 10 + 10;
/** Two dense layers, C to C/r and back, with biases. */
const se = (maps: number, hidden: number) => 2 * maps * hidden + hidden + maps;

/** M (9 C² / G + 2 C) + C d + 2 d + M d C with M 2, C 128, G 32, d 32. */
const SK = 2 * ((9 * 128 * 128) / 32 + 2 * 128) + 128 * 32 + 2 * 32 + 2 * 32 * 128;
const INCEPTION =
  conv(1, 192, 64) +
  conv(1, 192, 96) +
  conv(3, 96, 128) +
  conv(1, 192, 16) +
  conv(5, 16, 32) +
  conv(1, 192, 32);

const STEM: Links = [
  ['conv', 'stem', { filters: 192 }],
  ['activation', 'stemRelu'],
  ['max-pool', 'x'],
];
const TAIL: Links = [
  ['global-average-pool', 'gap'],
  ['dense', 'fc', { units: 10 }],
];
/** Without a bias, batch norm behind it. */
const normed = (filters: number): Links => [
  ['conv', 'stem', { filters, bias: false }],
  ['batch-norm', 'stemBn'],
  ['activation', 'stemRelu'],
];

/** Each figure's count by hand, and the same network with the composite block in place of the figure. */
const FIGURES: Readonly<Record<FigureId, readonly [count: number, links: Links]>> = {
  'mlpconv-figure': [
    conv(5, 3, 192) + conv(1, 192, 160) + conv(1, 160, 96) + classifier(96),
    [['mlpconv', 'block', { widths: [192, 160, 96], kernel: [5, 5] }], ...TAIL],
  ],
  'inception-block': [
    conv(3, 3, 192) + INCEPTION + classifier(256),
    [...STEM, ['inception', 'block'], ...TAIL],
  ],
  'se-inception-block': [
    conv(3, 3, 192) + INCEPTION + se(256, 16) + classifier(256),
    [...STEM, ['se-inception', 'block'], ...TAIL],
  ],
  'se-residual-block': [
    9 * 3 * 64 + 2 * 64 + 2 * (9 * 64 * 64 + 2 * 64) + se(64, 4) + classifier(64),
    [...normed(64), ['se-residual-unit', 'block', { channels: 64, type: 'basic', width: 64 }], ...TAIL],
  ],
  'sk-block': [
    9 * 3 * 128 + 2 * 128 + SK + classifier(128),
    [...normed(128), ['max-pool', 'x'], ['sk-conv', 'block', { filters: 128 }], ...TAIL],
  ],
};

/**
 * What a graph computes, whatever its nodes are called: each node as its operation, settings and the numbers of what
 * it reads. A node's number is the same wherever it computes the same.
 */
function structure({ nodes }: IrGraph, numbers: Map<string, number>): readonly string[] {
  const known = new Map<string, number>();
  const texts = nodes.map((node) => {
    const attrs = Object.entries(node.attrs).sort(([a], [b]) => (a < b ? -1 : 1));
    const inputs = node.inputs.map(({ node: path, index }) => [known.get(path), index]);
    const text = JSON.stringify([node.op, attrs, inputs]);
    if (!numbers.has(text)) numbers.set(text, numbers.size);
    known.set(node.path, numbers.get(text)!);
    return text;
  });
  return texts.sort();
}

/** A node is at most this large on the canvas. */
const NODE = [220, 88] as const;
type Box = readonly [left: number, top: number, right: number, bottom: number];

const boxOf = ([x, y]: readonly [number, number], [width, height]: readonly [number, number]): Box => [
  x,
  y,
  x + width,
  y + height,
];

/** Notes over nodes, and frames that cut one. */
function overlaps({ nodes, notes, layout }: InlayDocument): readonly string[] {
  return notes.flatMap(({ id, at, size, kind }) => {
    const [left, top, right, bottom] = boxOf(at, size);
    return nodes
      .filter((node) => {
        const [x, y, u, v] = boxOf(layout[node.id]!, NODE);
        const apart = u <= left || right <= x || v <= top || bottom <= y;
        const inside = left <= x && top + 22 <= y && u <= right && v <= bottom;
        return !apart && !(kind === 'frame' && inside);
      })
      .map((node) => `${id} and ${node.id}`);
  });
}

describe.each(Object.keys(FIGURES) as FigureId[])('%s', (id) => {
  const document = openedTemplate(id);
  const [count, links] = FIGURES[id];

  it('has the count of its formula', () => {
    expect(analyse(document).totals.parameters).toBe(count);
  });

  it('computes what the composite block of that name computes', () => {
    const numbers = new Map<string, number>();
    const drawn = structure(lowered(document), numbers);
    expect(drawn).toEqual(structure(lowered(chainOf([32, 32, 3], links)), numbers));
  });

  it('is drawn from single blocks, but for what the figure itself draws as a box', () => {
    const boxes = document.nodes.filter(
      ({ kind }) => ['mlpconv', 'inception', 'se', 'sk-conv'].includes(kind) || kind.endsWith('-unit'),
    );
    expect(boxes.map(({ label }) => label)).toEqual(id === 'se-inception-block' ? ['Inception'] : []);
  });

  it('has notes that cover no node, and frames around whole nodes', () => {
    expect(document.notes.length).toBeGreaterThan(1);
    expect(overlaps(document)).toEqual([]);
  });
});

describe('the figures', () => {
  it('count what the papers’ networks count', () => {
    expect([INCEPTION, SK, conv(5, 3, 192), conv(1, 192, 160), conv(1, 160, 96)]).toEqual([
      163_696, 22_080, 14_592, 30_880, 15_456,
    ]);
  });
});
