import type { Pads, Pair, Shape } from '../../../ir/shape';
import type { Scope, TensorRef } from '../graph-builder';
import { candidatesOf, groupsOf, type ConvNode } from '../kernel-choice';
import * as ops from '../ops';
import { resolvePadding } from '../padding';
import { denseConv } from './dense-conv';
import type { EmitContext, Emission, Emitter, Pullback } from './emitter';
import { splitConv } from './split-conv';

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
    const dx = plan.ops.inputGradient(back, padded, kernel, dy, plan.window);
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

/** The convolution op, or what stands in for it as was chosen. @param kernel its shape, as the grouped op takes it */
function opsOf({ kernel: choice = 'native' }: EmitContext, node: ConvNode, kernel: Shape): ops.ConvOps {
  if (choice === 'native') return ops.conv2d;
  if (!candidatesOf(node).includes(choice)) throw new Error(`${node.path} cannot be computed ${choice}`);
  const groups = groupsOf(node)!;
  return choice === 'split'
    ? splitConv(groups)
    : denseConv({ kernel, groups, dilation: node.attrs.dilation });
}

export const conv2d: Emitter<'conv2d'> = (ctx, node, [x]) => {
  const kernel = node.weights[0]!.shape;
  return convolve(ctx, node, x!, { ops: opsOf(ctx, node, kernel), kernel, ...planWindow(node) });
};

export const depthwiseConv2d: Emitter<'depthwise-conv2d'> = (ctx, node, [x]) => {
  const kernel = node.weights[0]!.shape;
  const groups = groupsOf(node);
  if (groups === null) {
    return convolve(ctx, node, x!, { ops: ops.depthwiseConv2d, kernel, ...planWindow(node) });
  }
  const grouped = [kernel[0]!, kernel[1]!, 1, groups * node.attrs.multiplier];
  const chosen = opsOf(ctx, node, grouped);
  return convolve(ctx, node, x!, { ops: chosen, kernel: grouped, ...planWindow(node) });
};
