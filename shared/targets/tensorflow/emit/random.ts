import { elements, type Shape } from '../../../ir/shape';
import { attr, type ConstantValue, type TensorRef } from '../graph-builder';
import * as ops from '../ops';
import { single, type EmitContext, type Emitter } from './emitter';

/** TensorFlow's number for Philox4x32-10. */
const PHILOX = 1;

/**
 * A tensor `[batch, ...shape]` that is `scale` where a value is kept and 0 where it is dropped. Stateless: the node's
 * stream decides alone, so a step can be computed again, and an example's mask does not depend on the batch's size.
 *
 * Random words are cut into lanes, one for each value: bytes where 256 steps say the rate exactly (a half, a quarter),
 * else 16 bits, which miss it by less than 8e-6. Drawing a float for each value takes several times as long.
 * @param batch number of examples, an int32 scalar
 * @param rate share dropped
 */
export function keepMask(
  ctx: EmitContext,
  batch: TensorRef,
  shape: Shape,
  rate: number,
  scale: number,
): TensorRef {
  const { g } = ctx;
  const lane = Number.isInteger(rate * 256) ? BYTES : HALVES;
  const count = elements(shape);
  const words = Math.ceil(count / lane.perWord);
  const { key, counter } = ctx.random();
  const drawn = g.one(
    'StatelessRandomUniformFullIntV2',
    [ops.pack(g, [batch, g.int(words)], 0), key, counter, g.int(PHILOX)],
    { dtype: attr.type('uint32'), Tshape: attr.type('int32') },
    'uint32',
  );
  const lanes = ops.bitcast(g, drawn, lane.dtype);
  const exact = words * lane.perWord === count;
  const values = exact ? lanes : ops.slice(g, ops.reshape(g, lanes, [words * lane.perWord]), [0], [count]);
  const threshold = g.graph.constant(lane.constant(Math.round(rate * lane.range)));
  const kept = ops.greaterEqual(g, ops.reshape(g, values, shape), threshold);
  const mask = ops.cast(g, kept, 'float32');
  return scale === 1 ? mask : ops.mul(g, mask, g.float(scale));
}

/** A part of a random word that decides on one value. */
interface Lane {
  readonly dtype: 'uint8' | 'uint16';
  readonly perWord: number;
  /** How many values it can have. */
  readonly range: number;
  constant(value: number): ConstantValue;
}

const BYTES: Lane = {
  dtype: 'uint8',
  perWord: 4,
  range: 256,
  constant: (value) => ({ dtype: 'uint8', shape: [], bytes: Uint8Array.of(value) }),
};

const HALVES: Lane = {
  dtype: 'uint16',
  perWord: 2,
  range: 65_536,
  constant: (value) => ({
    dtype: 'uint16',
    shape: [],
    bytes: new Uint8Array(Uint16Array.of(Math.min(value, 65_535)).buffer),
  }),
};

/** What a mask of this shape multiplies; the batch is read off the labels. */
function masked(ctx: EmitContext, x: TensorRef, shape: Shape, rate: number) {
  const { g } = ctx;
  if (ctx.mode === 'inference' || rate === 0) {
    return { outputs: [x], gradient: single((_back, dy) => dy) };
  }
  const mask = keepMask(ctx, ops.sizeOf(g, ctx.labels()), shape, rate, 1 / (1 - rate));
  return { outputs: [ops.mul(g, x, mask)], gradient: single((back, dy) => ops.mul(back, dy, mask)) };
}

/** Inverted dropout; `spatial` draws once for each map. */
export const dropout: Emitter<'dropout'> = (ctx, node, [x]) => {
  const { rate, spatial } = node.attrs;
  const shape = node.inputs[0]!.shape;
  const channels = shape[shape.length - 1]!;
  return masked(ctx, x!, spatial ? [...shape.slice(1).map(() => 1), channels] : shape, rate);
};

/** Stochastic depth (Huang et al. 2016): one draw for each example. */
export const dropPath: Emitter<'drop-path'> = (ctx, node, [x]) =>
  masked(
    ctx,
    x!,
    node.inputs[0]!.shape.map(() => 1),
    node.attrs.rate,
  );
