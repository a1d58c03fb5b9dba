import ELK from 'elkjs/lib/elk.bundled.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { templates } from '../../templates';
import { readDocument } from '../../shared/document/parse';
import { arrange, type ArrangeOptions, type Engine } from './arrange';
import { FRAME, GRID, type Box, type Boxes, type LayoutEdge, type LayoutNode } from './graph';

const elk = new ELK();
const engine: Engine = (graph) => elk.layout(graph);
const RIGHT: ArrangeOptions = { direction: 'right' };

const node = (id: string, children?: readonly LayoutNode[]): LayoutNode => ({
  id,
  width: 176,
  height: 88,
  inputs: ['in'],
  outputs: ['out'],
  ...(children ? { children } : {}),
});
const edges = (text: string): readonly LayoutEdge[] =>
  text.split(' ').map((word) => {
    const [from = '', to = ''] = word.split('>');
    return { id: word, from: [from, 'out'], to: [to, 'in'] };
  });
const chain = (ids: readonly string[]) =>
  edges(
    ids
      .slice(1)
      .map((id, at) => `${ids[at]!}>${id}`)
      .join(' '),
  );

function overlaps(boxes: readonly Box[]): number {
  const apart = (a: Box, b: Box) =>
    a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
  return boxes.flatMap((a, at) => boxes.slice(at + 1).filter((b) => !apart(a, b))).length;
}
const ends = (boxes: Boxes) => Math.max(...[...boxes.values()].map(({ x, width }) => x + width));

describe('arrange', () => {
  const read = readDocument(templates['nin-cifar10']);
  if (!read.ok) throw new Error('template');
  const document = read.value;
  const nodes = document.nodes.map(({ id }) => node(id));

  it('draws a chain as one line, in order', async () => {
    const boxes = await arrange(nodes, document.edges, RIGHT, engine);
    const xs = nodes.map(({ id }) => boxes.get(id)!.x);
    expect(xs).toEqual([...xs].sort((a, b) => a - b));
    expect(new Set([...boxes.values()].map(({ y }) => y))).toEqual(new Set([0]));
    expect(xs[0]).toBe(0);
  });

  it('breaks a long chain into rows, read from left to right', async () => {
    const boxes = await arrange(nodes, document.edges, { ...RIGHT, wrapWidth: 1000 }, engine);
    expect(ends(boxes)).toBeLessThanOrEqual(1000);
    const order = nodes.map(({ id }) => boxes.get(id)!);
    const sorted = [...order].sort((a, b) => a.y - b.y || a.x - b.x);
    expect(sorted).toEqual(order);
    // Ten nodes, four to a row at most: three rows.
    const rows = [...new Set(order.map(({ y }) => y))];
    expect(rows).toHaveLength(3);
    for (const y of rows) expect(order.find((box) => box.y === y)!.x).toBe(0);
  });

  it('runs down when it is told to', async () => {
    const boxes = await arrange(nodes, document.edges, { direction: 'down', wrapWidth: 300 }, engine);
    const ys = nodes.map(({ id }) => boxes.get(id)!.y);
    expect(ys).toEqual([...new Set(ys)].sort((a, b) => a - b));
    expect(ends(boxes)).toBe(176);
  });

  it('gives a frame the room that its children need, and places them relative to it', async () => {
    const inner = ['m/a', 'm/b', 'm/c'];
    const drawing = [
      node('x'),
      node(
        'm',
        inner.map((id) => node(id)),
      ),
      node('y'),
    ];
    const all = [
      ...edges('x>m m>y'),
      ...chain(inner),
      { id: 'own', from: ['m', 'in'], to: ['m/a', 'in'] } as const,
    ];
    const boxes = await arrange(drawing, all, RIGHT, engine);
    const frame = boxes.get('m')!;
    const children = inner.map((id) => boxes.get(id)!);
    expect(children[0]).toMatchObject({ x: FRAME.side, y: FRAME.top });
    for (const child of children) {
      expect(child.x + child.width).toBeLessThanOrEqual(frame.width - FRAME.side);
      expect(child.y + child.height).toBeLessThanOrEqual(frame.height - FRAME.bottom);
    }
    expect(boxes.get('y')!.x).toBeGreaterThan(frame.x + frame.width);
    const wrapped = await arrange(drawing, all, { ...RIGHT, wrapWidth: 520 }, engine);
    expect(wrapped.get('m')!.width).toBeLessThanOrEqual(520);
  });

  it('stacks what does not hang together, the main part first and loose nodes last', async () => {
    const drawing = ['loose', 'a', 'b', 'c', 'd', 'alone'].map((id) => node(id));
    const boxes = await arrange(drawing, edges('a>b c>d'), { ...RIGHT, wrapWidth: 1000 }, engine);
    const y = (id: string) => boxes.get(id)!.y;
    expect(y('a')).toBe(0);
    expect(y('c')).toBeGreaterThan(y('a') + 88);
    expect(y('loose')).toBeGreaterThan(y('c') + 88);
    expect(y('alone')).toBe(y('loose'));
  });

  it('places every node once, on the grid, over no other, whatever the graph', async () => {
    const size = fc.integer({ min: 1, max: 14 });
    const graph = size.chain((count) =>
      fc.record({
        sizes: fc.array(fc.tuple(fc.integer({ min: 40, max: 260 }), fc.integer({ min: 20, max: 140 })), {
          minLength: count,
          maxLength: count,
        }),
        pairs: fc.array(fc.tuple(fc.nat(count), fc.nat(count)), { maxLength: 20 }),
        wrapWidth: fc.option(fc.integer({ min: 100, max: 1500 }), { nil: undefined }),
        direction: fc.constantFrom('right' as const, 'down' as const),
      }),
    );
    await fc.assert(
      fc.asyncProperty(graph, async ({ sizes, pairs, wrapWidth, direction }) => {
        const drawing = sizes.map(([width, height], at) => ({ ...node(`n${at}`), width, height }));
        // Circles, doubled edges, unknown nodes and ports: people draw all of these.
        const drawn = pairs.map(([from, to], at): LayoutEdge => ({
          id: `e${at}`,
          from: [`n${from}`, at % 5 === 0 ? 'side' : 'out'],
          to: [`n${to}`, 'in'],
        }));
        const options = { direction, ...(wrapWidth === undefined ? {} : { wrapWidth }) };
        const boxes = await arrange(drawing, drawn, options, engine);
        expect([...boxes.keys()].sort()).toEqual(drawing.map(({ id }) => id).sort());
        for (const { x, y } of boxes.values()) {
          expect([x % GRID, y % GRID, Math.min(x, y, 0)].map(Math.abs)).toEqual([0, 0, 0]);
        }
        expect(overlaps([...boxes.values()])).toBe(0);
      }),
      { numRuns: 80 },
    );
  });
});
