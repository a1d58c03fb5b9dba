import type { Pair, Shape } from '../../ir/shape';
import {
  attr,
  type Attrs,
  type DType,
  type NodeOptions,
  type OpRef,
  type Scope,
  type TensorRef,
} from './graph-builder';
import type { ConvPadding } from './padding';

/**
 * TensorFlow's ops as functions, for what we emit. Names, inputs and attributes are TensorFlow's own (its `ops.pbtxt`);
 * attributes at their defaults are left out. Maps are NHWC.
 */
type Unary = (g: Scope, x: TensorRef, options?: NodeOptions) => TensorRef;
type Binary = (g: Scope, a: TensorRef, b: TensorRef, options?: NodeOptions) => TensorRef;

const typed = (x: TensorRef): Attrs => ({ T: attr.type(x.dtype) });

function unary(op: string): Unary {
  return (g, x, options) => g.one(op, [x], typed(x), x.dtype, options);
}

function binary(op: string): Binary {
  return (g, a, b, options) => g.one(op, [a, b], typed(a), a.dtype, options);
}

function comparison(op: string): Binary {
  return (g, a, b, options) => g.one(op, [a, b], typed(a), 'bool', options);
}

export const identity = unary('Identity');
export const erf = unary('Erf');
export const exp = unary('Exp');
export const expm1 = unary('Expm1');
export const neg = unary('Neg');
export const sqrt = unary('Sqrt');
export const square = unary('Square');
export const relu = unary('Relu');
export const relu6 = unary('Relu6');
export const elu = unary('Elu');
export const sigmoid = unary('Sigmoid');
export const tanh = unary('Tanh');
export const softplus = unary('Softplus');
/** Over the last axis. */
export const softmax = unary('Softmax');
export const zerosLike = unary('ZerosLike');
/** Half the sum of squares, a scalar. */
export const l2Loss = unary('L2Loss');

export const add = binary('AddV2');
export const sub = binary('Sub');
export const mul = binary('Mul');
export const div = binary('RealDiv');
export const minimum = binary('Minimum');
export const maximum = binary('Maximum');
export const biasAdd: Binary = (g, x, bias, options) =>
  g.one('BiasAdd', [x, bias], typed(x), x.dtype, options);

export const equal = comparison('Equal');
export const greater = comparison('Greater');
export const greaterEqual = comparison('GreaterEqual');

/** `dy` where the activation's output was positive, else 0. */
export const reluGrad = binary('ReluGrad');
export const relu6Grad = binary('Relu6Grad');
/** Second argument: the activation's output. */
export const eluGrad = binary('EluGrad');
/** Second argument: the activation's input. */
export const softplusGrad = binary('SoftplusGrad');
/** First argument: the activation's output; second: `dy`. */
export const sigmoidGrad = binary('SigmoidGrad');
export const tanhGrad = binary('TanhGrad');
/** Sum over all axes but the channels. */
export const biasAddGrad = unary('BiasAddGrad');

export function leakyRelu(g: Scope, x: TensorRef, alpha: number): TensorRef {
  return g.one('LeakyRelu', [x], { ...typed(x), alpha: attr.float(alpha) }, x.dtype);
}

export function leakyReluGrad(g: Scope, dy: TensorRef, x: TensorRef, alpha: number): TensorRef {
  return g.one('LeakyReluGrad', [dy, x], { ...typed(dy), alpha: attr.float(alpha) }, dy.dtype);
}

/** Sum of one or more tensors of one shape. */
export function addN(g: Scope, values: readonly TensorRef[], options?: NodeOptions): TensorRef {
  const [first] = values;
  if (!first) throw new Error('addN of nothing');
  if (values.length === 1) return first;
  return g.one('AddN', values, { N: attr.int(values.length), ...typed(first) }, first.dtype, options);
}

export function cast(g: Scope, x: TensorRef, to: DType): TensorRef {
  return g.one('Cast', [x], { SrcT: attr.type(x.dtype), DstT: attr.type(to) }, to);
}

export function bitcast(g: Scope, x: TensorRef, to: DType): TensorRef {
  return g.one('Bitcast', [x], { T: attr.type(x.dtype), type: attr.type(to) }, to);
}

export function select(g: Scope, condition: TensorRef, then: TensorRef, otherwise: TensorRef): TensorRef {
  return g.one('SelectV2', [condition, then, otherwise], typed(then), then.dtype);
}

// Shapes

/** Reshapes per example; the batch is kept (-1). */
export function reshape(g: Scope, x: TensorRef, shape: Shape): TensorRef {
  return g.one('Reshape', [x, g.int([-1, ...shape])], { ...typed(x), Tshape: attr.type('int32') }, x.dtype);
}

/** Reshapes to an exact shape, without a batch. */
export function reshapeTo(g: Scope, x: TensorRef, shape: Shape): TensorRef {
  return g.one('Reshape', [x, g.int(shape)], { ...typed(x), Tshape: attr.type('int32') }, x.dtype);
}

/** The whole shape as int32, batch first. */
export function shapeOf(g: Scope, x: TensorRef): TensorRef {
  return g.one('Shape', [x], { ...typed(x), out_type: attr.type('int32') }, 'int32');
}

/** Number of elements, an int32 scalar. */
export function sizeOf(g: Scope, x: TensorRef): TensorRef {
  return g.one('Size', [x], { ...typed(x), out_type: attr.type('int32') }, 'int32');
}

/** A slice of the examples; `size` may hold -1 for "to the end". Both are given without the batch. */
export function slice(g: Scope, x: TensorRef, begin: Shape, size: Shape): TensorRef {
  const attrs = { ...typed(x), Index: attr.type('int32') };
  return g.one('Slice', [x, g.int([0, ...begin]), g.int([-1, ...size])], attrs, x.dtype);
}

/** The first `size` elements along every axis, the batch included. */
export function sliceTo(g: Scope, x: TensorRef, size: Shape): TensorRef {
  const begin = g.int(size.map(() => 0));
  return g.one('Slice', [x, begin, g.int(size)], { ...typed(x), Index: attr.type('int32') }, x.dtype);
}

/** Pads every axis, the batch not included, by `[before, after]` with one value. */
export function pad(g: Scope, x: TensorRef, paddings: readonly Pair[], value = 0): TensorRef {
  const all = g.int([0, 0, ...paddings.flat()], [paddings.length + 1, 2]);
  const attrs = { ...typed(x), Tpaddings: attr.type('int32') };
  if (value === 0) return g.one('Pad', [x, all], attrs, x.dtype);
  return g.one('PadV2', [x, all, g.float(value)], attrs, x.dtype);
}

/** `pad` with zeros by an op that oneDNN does not pull into a convolution behind it: it would take channels for rows. */
export function padApart(g: Scope, x: TensorRef, paddings: readonly Pair[]): TensorRef {
  const all = g.int([0, 0, ...paddings.flat()], [paddings.length + 1, 2]);
  return g.one('PadV2', [x, all, g.float(0)], { ...typed(x), Tpaddings: attr.type('int32') }, x.dtype);
}

/** Along `axis`, which counts the batch as 0; -1 is the last. */
export function concat(g: Scope, values: readonly TensorRef[], axis: number): TensorRef {
  const attrs = { N: attr.int(values.length), ...typed(values[0]!), Tidx: attr.type('int32') };
  return g.one('ConcatV2', [...values, g.int(axis)], attrs, values[0]!.dtype);
}

/** Equal parts along `axis`, which counts the batch as 0. */
export function split(g: Scope, x: TensorRef, count: number, axis: number): readonly TensorRef[] {
  const dtypes = Array.from({ length: count }, () => x.dtype);
  return g.outputs('Split', [g.int(axis), x], { num_split: attr.int(count), ...typed(x) }, dtypes);
}

/** Repeated so often along every axis. */
export function tile(g: Scope, x: TensorRef, times: readonly number[]): TensorRef {
  return g.one('Tile', [x, g.int(times)], { ...typed(x), Tmultiples: attr.type('int32') }, x.dtype);
}

/** Every nth row and column, counted from the first, of a tensor of this shape whose first axes they are. */
export function everyNth(g: Scope, x: TensorRef, shape: Shape, steps: Pair): TensorRef {
  const ends = g.int(shape.slice(0, 2));
  return g.one('StridedSlice', [x, g.int([0, 0]), ends, g.int(steps)], strided(x), x.dtype);
}

/** Undoes `everyNth`: a tensor of this shape that holds `x` in every nth row and column, and zeros between. */
export function spread(g: Scope, x: TensorRef, shape: Shape, steps: Pair): TensorRef {
  const inputs = [g.int(shape), g.int([0, 0]), g.int(shape.slice(0, 2)), g.int(steps), x];
  return g.one('StridedSliceGrad', inputs, strided(x), x.dtype);
}

function strided(x: TensorRef): Attrs {
  return { ...typed(x), Index: attr.type('int32') };
}

export function pack(g: Scope, values: readonly TensorRef[], axis: number): TensorRef {
  const attrs = { N: attr.int(values.length), ...typed(values[0]!), axis: attr.int(axis) };
  return g.one('Pack', values, attrs, values[0]!.dtype);
}

// Reductions

function reduction(op: string) {
  return (g: Scope, x: TensorRef, axes: readonly number[], keepDims = false): TensorRef => {
    const attrs = { ...typed(x), Tidx: attr.type('int32'), keep_dims: attr.bool(keepDims) };
    return g.one(op, [x, g.int(axes)], attrs, x.dtype);
  };
}

/** Axes count the batch as 0. */
export const sum = reduction('Sum');
export const mean = reduction('Mean');

/** Index of the largest value along the last axis, int32. */
export function argMax(g: Scope, x: TensorRef): TensorRef {
  const attrs = { ...typed(x), Tidx: attr.type('int32'), output_type: attr.type('int32') };
  return g.one('ArgMax', [x, g.int(-1)], attrs, 'int32');
}

// Products

interface Transposes {
  readonly a?: boolean;
  readonly b?: boolean;
}

export function matMul(g: Scope, a: TensorRef, b: TensorRef, transpose: Transposes = {}): TensorRef {
  const attrs = {
    ...typed(a),
    transpose_a: attr.bool(transpose.a ?? false),
    transpose_b: attr.bool(transpose.b ?? false),
  };
  return g.one('MatMul', [a, b], attrs, a.dtype);
}

export function batchMatMul(g: Scope, a: TensorRef, b: TensorRef, transpose: Transposes = {}): TensorRef {
  const attrs = {
    ...typed(a),
    adj_x: attr.bool(transpose.a ?? false),
    adj_y: attr.bool(transpose.b ?? false),
  };
  return g.one('BatchMatMulV2', [a, b], attrs, a.dtype);
}

/** Stride, dilation and padding of a convolution, as TensorFlow's attributes. */
export interface ConvWindow {
  readonly stride: Pair;
  readonly dilation: Pair;
  readonly padding: ConvPadding;
}

const nhwc = ([rows, columns]: Pair) => attr.ints([1, rows, columns, 1]);

function paddingAttrs(padding: ConvPadding): Attrs {
  if (padding.kind !== 'explicit')
    return { padding: attr.string(padding.kind === 'same' ? 'SAME' : 'VALID') };
  const [top, bottom, left, right] = padding.pads;
  return {
    padding: attr.string('EXPLICIT'),
    explicit_paddings: attr.ints([0, 0, top, bottom, left, right, 0, 0]),
  };
}

function convAttrs(x: TensorRef, window: ConvWindow): Attrs {
  return {
    ...typed(x),
    strides: nhwc(window.stride),
    dilations: nhwc(window.dilation),
    ...paddingAttrs(window.padding),
  };
}

/** The convolution ops and their two gradients; `depthwise` takes kernels `[kh, kw, in, multiplier]`. */
export interface ConvOps {
  forward(g: Scope, x: TensorRef, kernel: TensorRef, window: ConvWindow): TensorRef;
  /** @param x the convolution's input; the gradient has its shape */
  inputGradient(g: Scope, x: TensorRef, kernel: TensorRef, dy: TensorRef, window: ConvWindow): TensorRef;
  /** @param shape of the kernel */
  kernelGradient(g: Scope, x: TensorRef, shape: Shape, dy: TensorRef, window: ConvWindow): TensorRef;
}

function convOps(forward: string, inputGradient: string, kernelGradient: string): ConvOps {
  return {
    forward: (g, x, kernel, window) => g.one(forward, [x, kernel], convAttrs(x, window), x.dtype),
    inputGradient: (g, x, kernel, dy, window) =>
      g.one(inputGradient, [shapeOf(g, x), kernel, dy], convAttrs(dy, window), dy.dtype),
    kernelGradient: (g, x, shape, dy, window) =>
      g.one(kernelGradient, [x, g.int(shape), dy], convAttrs(x, window), x.dtype),
  };
}

export const conv2d = convOps('Conv2D', 'Conv2DBackpropInput', 'Conv2DBackpropFilter');
export const depthwiseConv2d = convOps(
  'DepthwiseConv2dNative',
  'DepthwiseConv2dNativeBackpropInput',
  'DepthwiseConv2dNativeBackpropFilter',
);

// Pools

/** Kernel, stride and padding of a pool, as TensorFlow's attributes. */
export interface PoolWindow {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: ConvPadding;
}

function poolAttrs(x: TensorRef, window: PoolWindow): Attrs {
  return {
    ...typed(x),
    ksize: nhwc(window.kernel),
    strides: nhwc(window.stride),
    ...paddingAttrs(window.padding),
  };
}

export function maxPool(g: Scope, x: TensorRef, window: PoolWindow): TensorRef {
  return g.one('MaxPool', [x], poolAttrs(x, window), x.dtype);
}

export function maxPoolGrad(
  g: Scope,
  x: TensorRef,
  y: TensorRef,
  dy: TensorRef,
  window: PoolWindow,
): TensorRef {
  return g.one('MaxPoolGrad', [x, y, dy], poolAttrs(x, window), x.dtype);
}

/** `window.padding` is `same` or `valid`: AvgPool knows no other. */
export function avgPool(g: Scope, x: TensorRef, window: PoolWindow): TensorRef {
  return g.one('AvgPool', [x], poolAttrs(x, window), x.dtype);
}

/** @param shape of the pool's input, int32, batch first */
export function avgPoolGrad(g: Scope, shape: TensorRef, dy: TensorRef, window: PoolWindow): TensorRef {
  return g.one('AvgPoolGrad', [shape, dy], poolAttrs(dy, window), dy.dtype);
}

// Variables

export function placeholder(g: Scope, label: string, dtype: DType, shape: Shape): TensorRef {
  return g.one('Placeholder', [], { dtype: attr.type(dtype), shape: attr.shape(shape) }, dtype, { label });
}

export function readVariable(g: Scope, handle: TensorRef, dtype: DType, options?: NodeOptions): TensorRef {
  return g.one('ReadVariableOp', [handle], { dtype: attr.type(dtype) }, dtype, options);
}

export function assignVariable(g: Scope, handle: TensorRef, value: TensorRef, options?: NodeOptions): OpRef {
  return g.run('AssignVariableOp', [handle, value], { dtype: attr.type(value.dtype) }, options);
}

export function assignSubVariable(
  g: Scope,
  handle: TensorRef,
  value: TensorRef,
  options?: NodeOptions,
): OpRef {
  return g.run('AssignSubVariableOp', [handle, value], { dtype: attr.type(value.dtype) }, options);
}
