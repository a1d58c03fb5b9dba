import type { IrNodeOf } from '../../../ir/ir';
import type { Pads, Pair, Shape } from '../../../ir/shape';
import type { Scope, TensorRef } from '../graph-builder';
import * as ops from '../ops';
import { resolvePadding } from '../padding';
import type { EmitContext, Emission, Emitter, Pullback } from './emitter';

type ConvNode = IrNodeOf<'conv2d'> | IrNodeOf<'depthwise-conv2d'>;

/** A convolution settled: which ops, over which input, with which window. */
interface Plan {
  readonly ops: ops.ConvOps;
  /** Shape of the kernel as the op takes it. */
  readonly kernel: Shape;
  readonly window: ops.ConvWindow;
  /** Zeros put around the input by an op of their own; null where the convolution pads by itself. */
  readonly pads: Pads | null;
}

/**
 * What is neither SAME nor VALID gets a `Pad` of its own (fused with the convolution by oneDNN), never TensorFlow's
 * EXPLICIT: the gradients of that fail for dilated and grouped convolutions and are up to three times slower for the
 * others, and Grappler drops it, then aborts the process, when it fuses a depthwise convolution with its bias.
 */
function planWindow(node: ConvNode): Pick<Plan, 'window' | 'pads'> {
  const { stride, dilation } = node.attrs;
  const padding = resolvePadding(extents(node.inputs[0]!.shape), extents(node.outputs[0]!.shape), node.attrs);
  if (padding.kind !== 'explicit') return { window: { stride, dilation, padding }, pads: null };
  return { window: { stride, dilation, padding: { kind: 'valid' } }, pads: padding.pads };
}

/** `[height, width]` of a map. */
export function extents(shape: Shape): Pair {
  return [shape[0]!, shape[1]!];
}

/** Pads, convolves and adds the bias; the gradient undoes the three in turn. */
function convolve(ctx: EmitContext, node: ConvNode, input: TensorRef, plan: Plan): Emission {
  const { g } = ctx;
  const stored = ctx.weight('kernel');
  const storedShape = node.weights[0]!.shape;
  const kernel = plan.kernel === storedShape ? stored : ops.reshapeTo(g, stored, plan.kernel);
  const bias = ctx.optionalWeight('bias');
  const padded = plan.pads ? ops.pad(g, input, spatial(plan.pads)) : input;
  const product = plan.ops.forward(g, padded, kernel, plan.window);
  const inputGradient = (back: Scope, dy: TensorRef): TensorRef => {
    const dx = plan.ops.inputGradient(back, ops.shapeOf(back, padded), kernel, dy, plan.window);
    if (!plan.pads) return dx;
    return ops.slice(back, dx, [plan.pads[0], plan.pads[2], 0], node.inputs[0]!.shape);
  };
  const gradient: Pullback = (back, [dy], needs) => {
    const weights: { kernel?: TensorRef; bias?: TensorRef } = {};
    if (needs.weight('kernel')) {
      const dw = isPointwise(node, plan)
        ? pointwiseGradient(back, padded, dy!, node)
        : plan.ops.kernelGradient(back, padded, plan.kernel, dy!, plan.window);
      weights.kernel = plan.kernel === storedShape ? dw : ops.reshapeTo(back, dw, storedShape);
    }
    if (needs.weight('bias')) weights.bias = ops.biasAddGrad(back, dy!);
    return { inputs: [needs.inputs[0] ? inputGradient(back, dy!) : undefined], weights };
  };
  return { outputs: [bias ? ops.biasAdd(g, product, bias) : product], gradient };
}

/** Whether the convolution is one dense layer at every position. */
function isPointwise(node: ConvNode, plan: Plan): boolean {
  const { kernel, stride } = node.attrs;
  const single = [...kernel, ...stride].every((extent) => extent === 1);
  return (
    node.op === 'conv2d' &&
    single &&
    node.attrs.groups === 1 &&
    plan.window.padding.kind === 'valid' &&
    !plan.pads
  );
}

/** Its kernel's gradient as one matrix product over all positions: a quarter faster than oneDNN's 1x1 kernel. */
function pointwiseGradient(back: Scope, x: TensorRef, dy: TensorRef, node: ConvNode): TensorRef {
  const rows = (value: TensorRef, shape: Shape) => ops.reshapeTo(back, value, [-1, shape[2]!]);
  const product = ops.matMul(back, rows(x, node.inputs[0]!.shape), rows(dy, node.outputs[0]!.shape), {
    a: true,
  });
  return ops.reshapeTo(back, product, node.weights[0]!.shape);
}

/** `[before, after]` of rows, columns and channels. */
export function spatial([top, bottom, left, right]: Pads): readonly Pair[] {
  return [
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

export const conv2d: Emitter<'conv2d'> = (ctx, node, [x]) =>
  convolve(ctx, node, x!, {
    ops: ops.conv2d,
    kernel: node.weights[0]!.shape,
    ...planWindow(node),
  });

/**
 * TensorFlow's depthwise op takes equal strides and no dilation on the CPU; what it does not take is the same
 * computation as a convolution with one group per channel.
 */
export const depthwiseConv2d: Emitter<'depthwise-conv2d'> = (ctx, node, [x]) => {
  const { stride, dilation } = node.attrs;
  const kernel = node.weights[0]!.shape;
  const channels = node.inputs[0]!.shape[2]!;
  if (stride[0] === stride[1] && dilation[0] === 1 && dilation[1] === 1) {
    return convolve(ctx, node, x!, { ops: ops.depthwiseConv2d, kernel, ...planWindow(node) });
  }
  const grouped = [kernel[0]!, kernel[1]!, 1, channels * node.attrs.multiplier];
  return convolve(ctx, node, x!, { ops: ops.conv2d, kernel: grouped, ...planWindow(node) });
};
