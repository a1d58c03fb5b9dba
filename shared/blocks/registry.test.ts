import { describe, expect, it } from 'vitest';
import type { BlockMigration } from './block';
import { checkValue } from './check-value';
import { nearest } from './edit-distance';
import type { ParamSpec } from './params';
import {
  checkParams,
  createNode,
  defaultParams,
  migrateNode,
  migrateParams,
  nearestKinds,
  portsOf,
} from './registry';

describe('kinds', () => {
  it('that are misspelt are guessed, nearest first', () => {
    expect(nearestKinds('covn')[0]).toBe('conv');
    expect(nearestKinds('MaxPool')[0]).toBe('max-pool');
    expect(nearestKinds('globalaveragepool')[0]).toBe('global-average-pool');
    expect(nearestKinds('zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz')).toEqual([]);
    expect(nearestKinds('x'.repeat(1_000_000))).toEqual([]);
  });

  it('that are unknown have no ports and no defaults', () => {
    expect(portsOf('constructor')).toBeUndefined();
    expect(defaultParams('constructor')).toEqual({});
  });

  it('are the nearest by edits', () => {
    expect(nearest('tanh', ['tan', 'tanhh', 'relu'], 3)).toEqual(['tan', 'tanhh']);
  });
});

describe('checkParams', () => {
  it('finds every fault of a node, each with its place', () => {
    const node = createNode('conv', 'c1', { filters: 0, kernel: [3], padding: 'ceil', extra: 1 });
    const { bias: _, ...params } = node.params;
    expect(checkParams({ ...node, params })).toMatchObject([
      { code: 'block/param-range', args: { found: 0, min: 1 }, where: { node: 'c1', param: 'filters' } },
      { code: 'block/param-type', args: { found: '[3]' }, where: { node: 'c1', param: 'kernel' } },
      {
        code: 'block/param-choice',
        args: { found: 'ceil', options: ['same', 'valid'] },
        where: { param: 'padding' },
      },
      { code: 'block/missing-param', where: { node: 'c1', param: 'bias' } },
      { code: 'block/unknown-param', args: { param: 'extra' }, where: { node: 'c1', param: 'extra' } },
    ]);
  });

  it('passes what is good, and expressions until they are known', () => {
    expect(checkParams(createNode('conv', 'c'))).toEqual([]);
    expect(checkParams(createNode('conv', 'c', { filters: { expr: 'width' } }))).toEqual([]);
  });

  it('knows versions: a newer one is refused, an impossible one too', () => {
    const node = createNode('conv', 'c');
    expect(checkParams({ ...node, kindVersion: 2 })).toMatchObject([
      { code: 'block/newer-kind-version', args: { supported: 1, found: 2 } },
    ]);
    expect(checkParams({ ...node, kindVersion: 0 })).toMatchObject([{ where: { param: 'kindVersion' } }]);
  });
});

describe('checkValue', () => {
  const pads: ParamSpec = { type: 'padding', default: 'same', ceil: true, max: 9 };
  const list: ParamSpec = { type: 'ints', default: [], min: 1, max: 9, minLength: 1, maxLength: 2 };
  const rate: ParamSpec = { type: 'number', default: 0.5, min: 0, max: 0.99 };
  it.each([
    [pads, 'same', null],
    [pads, 'ceil', null],
    [pads, [0, 1, 2, 9], null],
    [pads, [0, 1, 2, 10], 'block/param-range'],
    [pads, [0, 1, 2, -1], 'block/param-range'],
    [pads, [0, 1, 2], 'block/param-type'],
    [pads, 3, 'block/param-type'],
    [pads, 'full', 'block/param-choice'],
    [list, [1, 9], null],
    [list, [], 'block/param-length'],
    [list, [1, 2, 3], 'block/param-length'],
    [list, [10], 'block/param-range'],
    [list, [1.5], 'block/param-type'],
    [list, '1', 'block/param-type'],
    [rate, 0.99, null],
    [rate, 1, 'block/param-range'],
    [rate, Number.NaN, 'block/param-type'],
    [rate, Number.NEGATIVE_INFINITY, 'block/param-type'],
    [rate, '0.5', 'block/param-type'],
  ] as const)('%j holds %j: %s', (spec, value, code) => {
    expect(checkValue('p', spec, value)?.code ?? null).toBe(code);
  });
});

describe('migrations', () => {
  const migrations: readonly BlockMigration[] = [
    { from: 1, migrate: ({ size, ...rest }) => ({ ...rest, kernel: [size as number, size as number] }) },
    { from: 2, migrate: (params) => ({ ...params, groups: 1 }) },
  ];
  const block = { kind: 'moved', version: 3, migrations };

  it('run one after the other, from the stored version on', () => {
    expect(migrateParams(block, 1, { size: 3 })).toEqual({ kernel: [3, 3], groups: 1 });
    expect(migrateParams(block, 2, { kernel: [1, 1] })).toEqual({ kernel: [1, 1], groups: 1 });
    const current = { kernel: [1, 1], groups: 2 };
    expect(migrateParams(block, 3, current)).toBe(current);
  });

  it('leave current, unknown and newer nodes as they are', () => {
    for (const node of [
      createNode('conv', 'c'),
      createNode('no-such-kind', 'c'),
      { ...createNode('conv', 'c'), kindVersion: 9 },
    ]) {
      expect(migrateNode(node)).toBe(node);
    }
  });
});
