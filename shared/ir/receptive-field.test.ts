import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { analyse } from './analyse';
import { fieldOf, type Field } from './receptive-field';
import { chainOf, documentOf } from './test-support';
import type { IrNode } from './ir';

const conv = (kernel: number, stride = 1, dilation = 1, padding: string | readonly number[] = 'same') => ({
  kernel: [kernel, kernel],
  stride: [stride, stride],
  dilation: [dilation, dilation],
  padding,
  filters: 4,
});
const pool = (kernel: number, stride: number, padding = 'valid') => ({
  kernel: [kernel, kernel],
  stride: [stride, stride],
  padding,
});

describe('known answers', () => {
  // Araujo, Norris, Sim 2019, table of networks: AlexNet 195, VGG-16 212, both with stride 32, at the last pool.
  it('AlexNet sees 195 pixels at its last pool', () => {
    const { nodes } = analyse(
      chainOf(
        [227, 227, 3],
        [
          ['conv', 'c1', conv(11, 4, 1, 'valid')],
          ['max-pool', 'p1', pool(3, 2)],
          ['conv', 'c2', conv(5)],
          ['max-pool', 'p2', pool(3, 2)],
          ['conv', 'c3', conv(3)],
          ['conv', 'c4', conv(3)],
          ['conv', 'c5', conv(3)],
          ['max-pool', 'p5', pool(3, 2)],
          ['flatten', 'flat'],
        ],
      ),
    );
    expect(nodes.get('p5')).toMatchObject({
      receptiveField: [195, 195],
      jump: [32, 32],
      effectiveStride: [2, 2],
    });
    expect(nodes.get('flat')).toMatchObject({ receptiveField: [227, 227] });
  });

  it('VGG-16 sees 212 pixels at its last pool', () => {
    const stages = [2, 2, 3, 3, 3].flatMap((count, stage) => [
      ...Array.from({ length: count }, (_, index) => ['conv', `c${stage}_${index}`, conv(3)] as const),
      ['max-pool', `p${stage}`, pool(2, 2)] as const,
    ]);
    const { nodes } = analyse(chainOf([224, 224, 3], [...stages, ['global-average-pool', 'gap']]));
    expect(nodes.get('p4')).toMatchObject({ receptiveField: [212, 212], jump: [32, 32] });
    expect(nodes.get('gap')).toMatchObject({ receptiveField: [224, 224] });
  });

  it('dilation by 2 makes a 3×3 kernel see 5×5, and 1×1 sees no more than before', () => {
    const { nodes } = analyse(
      chainOf(
        [32, 32, 3],
        [
          ['conv', 'dilated', conv(3, 1, 2)],
          ['conv', 'point', conv(1)],
          ['flatten', 'flat'],
        ],
      ),
    );
    expect(nodes.get('dilated')!.receptiveField).toEqual([5, 5]);
    expect(nodes.get('point')!.receptiveField).toEqual([5, 5]);
  });

  it('an addition sees what its branches see together, a gate the whole image', () => {
    const document = documentOf(
      [
        createNode('input', 'input', { height: 64, width: 64, channels: 4 }),
        createNode('conv', 'wide', conv(7)),
        createNode('conv', 'narrow', conv(3)),
        createNode('add', 'sum'),
        createNode('se', 'se', { ratio: 2 }),
        createNode('gap-head', 'head', { classes: 4 }),
        createNode('output', 'out'),
      ],
      'input>wide input>narrow wide>sum narrow>sum sum>se se>head head>out',
    );
    const { nodes, problems } = analyse(document);
    expect(problems).toEqual([]);
    expect(nodes.get('sum')!.receptiveField).toEqual([7, 7]);
    expect(nodes.get('se')).toMatchObject({ receptiveField: [64, 64], jump: [1, 1] });
  });

  it('sides that look apart are counted from end to end', () => {
    const shifted = (padding: readonly number[]) => ({ ...conv(3), padding });
    const document = documentOf(
      [
        createNode('input', 'input', { height: 32, width: 32, channels: 4 }),
        createNode('conv', 'left', shifted([2, 0, 2, 0])),
        createNode('conv', 'right', shifted([0, 2, 0, 2])),
        createNode('add', 'sum'),
        createNode('flatten', 'flat'),
        createNode('output', 'out'),
      ],
      'input>left input>right left>sum right>sum sum>flat flat>out',
    );
    expect(analyse(document).nodes.get('sum')!.receptiveField).toEqual([5, 5]);
  });
});

interface Window {
  readonly kernel: number;
  readonly stride: number;
  readonly dilation: number;
  readonly before: number;
}

/** Pixels that position `at` behind these windows depends on, counted one by one; padding lies below zero. */
function seen(windows: readonly Window[], at: number): ReadonlySet<number> {
  let positions = new Set([at]);
  for (const { kernel, stride, dilation, before } of [...windows].reverse()) {
    const wider = new Set<number>();
    for (const position of positions) {
      for (let tap = 0; tap < kernel; tap++) wider.add(position * stride - before + tap * dilation);
    }
    positions = wider;
  }
  return positions;
}

describe('against counting pixel by pixel', () => {
  const step = fc.record({
    kernel: fc.integer({ min: 1, max: 4 }),
    stride: fc.integer({ min: 1, max: 3 }),
    dilation: fc.integer({ min: 1, max: 2 }),
    before: fc.integer({ min: 0, max: 2 }),
  });

  it('agrees on size, jump and place of random chains', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 4 }), (windows) => {
        const start: Field = { size: [1, 1], jump: [1, 1], start: [0, 0], image: [9, 9], whole: false };
        const value = { node: 'x', index: 0, shape: [9, 9, 1] };
        const field = windows.reduce((before, { kernel, stride, dilation, before: top }) => {
          const attrs = {
            kernel: [kernel, 1],
            stride: [stride, 1],
            dilation: [dilation, 1],
            padding: [top, 0, 0, 0],
            filters: 1,
            groups: 1,
            bias: false,
          } as const;
          const node: IrNode = { op: 'conv2d', path: 'c', attrs, inputs: [value], outputs: [], weights: [] };
          return fieldOf(node, [before]);
        }, start);
        for (const at of [0, 1, 5]) {
          const pixels = [...seen(windows, at)];
          const [low, high] = [Math.min(...pixels), Math.max(...pixels)];
          expect(field.size[0]).toBe(high - low + 1);
          expect(field.start[0] + at * field.jump[0]).toBe((low + high) / 2);
        }
        expect([field.size[1], field.jump[1], field.start[1]]).toEqual([1, 1, 0]);
      }),
    );
  });
});

describe('primitives that move positions', () => {
  const map = (height: number, width: number) => ({ node: 'x', index: 0, shape: [height, width, 2] });
  const before: Field = { size: [3, 3], jump: [2, 2], start: [1, 1], image: [16, 16], whole: false };
  const one = (node: Pick<IrNode, 'op' | 'attrs'>, shape = map(8, 8)) =>
    fieldOf({ ...node, path: 'p', inputs: [shape], outputs: [], weights: [] } as unknown as IrNode, [before]);

  it('padding and cropping shift what the first position sees', () => {
    expect(one({ op: 'pad', attrs: { padding: [1, 0, 2, 0], value: 0 } }).start).toEqual([-1, -3]);
    expect(one({ op: 'crop', attrs: { cropping: [1, 0, 2, 0] } }).start).toEqual([3, 5]);
  });

  it('upsampling makes the jump finer; bilinear also looks at a neighbour', () => {
    const nearest = one({ op: 'upsample', attrs: { factor: [2, 2], mode: 'nearest' } });
    expect(nearest).toMatchObject({ jump: [1, 1], size: [3, 3], start: [0.5, 0.5] });
    const bilinear = one({ op: 'upsample', attrs: { factor: [2, 1], mode: 'bilinear' } });
    expect(bilinear).toMatchObject({ jump: [1, 2], size: [5, 3] });
  });

  it('a reshape to a vector gathers all positions, at most the image', () => {
    expect(one({ op: 'reshape', attrs: { shape: [128] } })).toMatchObject({ size: [16, 16], whole: true });
    expect(one({ op: 'reshape', attrs: { shape: [8] } }, map(2, 2))).toMatchObject({
      size: [5, 5],
      whole: false,
    });
  });

  it('subsampling sees no more and jumps farther', () => {
    expect(one({ op: 'subsample', attrs: { stride: [2, 2] } })).toMatchObject({ size: [3, 3], jump: [4, 4] });
  });
});
