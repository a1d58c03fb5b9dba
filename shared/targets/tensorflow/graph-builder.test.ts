import { describe, expect, it } from 'vitest';
import { attr, GraphBuilder, tensorName } from './graph-builder';
import * as ops from './ops';

const FLOAT = { T: attr.type('float32') };
/** What TensorFlow takes as a node's name (`tensorflow/core/graph/graph.h`). */
const LEGAL = /^[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*$/;

describe('names', () => {
  it('are the scope and the op, numbered from the second on', () => {
    const g = new GraphBuilder().scope('train', 'mlp1/conv2');
    const x = g.one('Placeholder', [], {}, 'float32', { label: 'x' });
    const names = [ops.relu(g, x), ops.relu(g, x), ops.relu(g.inner('gradient'), x)].map(({ name }) => name);
    expect(names).toEqual([
      'train/mlp1/conv2/Relu',
      'train/mlp1/conv2/Relu_1',
      'train/mlp1/conv2/gradient/Relu',
    ]);
  });

  it.each(['卷積', 'a b', '_x', '-', 'é/ü', 'x:0', '^x', 'a,b', ''])('are legal for the path %j', (path) => {
    const g = new GraphBuilder().scope('train', path);
    expect(g.float(1).name).toMatch(LEGAL);
    expect(ops.relu(g, g.float(1)).name).toMatch(LEGAL);
  });

  it('stay apart where two paths become the same, and where a number is taken', () => {
    const builder = new GraphBuilder();
    const names = ['a b', 'a_b', 'a:b'].map((path) => builder.add(builder.scope(path).path, NODE));
    expect(names).toEqual(['a_b', 'a_b_1', 'a_b_2']);
    builder.add('c_1', NODE);
    expect([builder.add('c', NODE), builder.add('c', NODE)]).toEqual(['c', 'c_2']);
    expect(builder.nodes).toHaveLength(6);
  });
});

const NODE = { op: 'NoOp', inputs: [], attrs: {} };

describe('inputs', () => {
  it('name the output unless it is the first, and end with what is waited for, once', () => {
    const builder = new GraphBuilder();
    const g = builder.scope('s');
    const [first, second] = g.outputs('SplitV', [g.float(1)], FLOAT, ['float32', 'float32']);
    const after = g.run('NoOp', [], {});
    g.run('AddV2', [first!, second!], FLOAT, { label: 'sum', after: [after, after] });
    expect(tensorName(second!)).toBe('s/SplitV:1');
    expect(builder.nodes.find(({ name }) => name === 's/sum')?.inputs).toEqual([
      's/SplitV',
      's/SplitV:1',
      '^s/NoOp',
    ]);
  });
});

describe('constants', () => {
  it('are shared when small and equal in type, shape and bytes', () => {
    const g = new GraphBuilder().scope('a');
    const other = g.graph.scope('b');
    expect(g.float(2)).toBe(other.float(2));
    const apart = [
      g.float(2),
      g.float(-2),
      g.int(2),
      g.float([2]),
      g.float([2], [1, 1]),
      g.float(0),
      g.float(-0),
    ];
    expect(new Set(apart.map(({ name }) => name)).size).toBe(apart.length);
  });

  it('are nodes of their own when large', () => {
    const g = new GraphBuilder().scope('a');
    const values = new Array<number>(100).fill(3);
    expect(g.float(values).name).not.toBe(g.float(values).name);
  });

  it('hold little-endian bytes of their shape', () => {
    const builder = new GraphBuilder();
    builder.scope('a').int([1, 258], [1, 2]);
    const value = builder.nodes[0]!.attrs['value'];
    expect(value).toEqual(
      attr.tensor({ dtype: 'int32', shape: [1, 2], bytes: Uint8Array.of(1, 0, 0, 0, 2, 1, 0, 0) }),
    );
  });
});

describe('reachable', () => {
  it('follows inputs, other outputs and waits, and nothing else', () => {
    const builder = new GraphBuilder();
    const g = builder.scope('s');
    const x = g.one('Placeholder', [], {}, 'float32', { label: 'x' });
    const unused = ops.relu(g, x, { label: 'unused' });
    const [, right] = g.outputs('SplitV', [x], FLOAT, ['float32', 'float32'], { label: 'split' });
    const effect = g.run('AssignVariableOp', [x], {}, { label: 'effect' });
    const y = ops.identity(g, right!, { label: 'y', after: [effect] });
    expect([...builder.reachable([y])].sort()).toEqual(['s/effect', 's/split', 's/x', 's/y']);
    expect(builder.reachable([y, unused]).size).toBe(5);
  });
});
