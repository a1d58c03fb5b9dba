import type { Shape } from '../../ir/shape';
import type { WeightRole } from '../../ir/primitive';
import type { CompiledGraph, Signature } from './compiled';
import { conv2d, depthwiseConv2d } from './emit/conv';
import type { EmitContext, Emission } from './emit/emitter';
import { GraphBuilder, type TensorRef } from './graph-builder';
import { candidatesOf, type ConvNode, type KernelChoice } from './kernel-choice';
import * as ops from './ops';
import { encodeSavedModel } from './saved-model';
import { makeSignature, type Described } from './signatures';

/** What a trial computes: the output and its gradients by the input and the weights. */
export const TRIAL_VALUES = ['y', 'dx', 'kernel', 'bias'] as const;

/** Fetches of a signature that run all of it, but bring one number of each value only. */
export const PACE_PREFIX = 'pace:';

/**
 * One convolution, forward and backward, in each way there is to compute it: what a device is asked for numbers and
 * time. A signature a candidate, named after it. Each feeds `x` [n, h, w, c], `dy` [n, h', w', c'], `w:kernel` and
 * `w:bias` (if it has one); it fetches `TRIAL_VALUES` and, after `PACE_PREFIX`, one number of each.
 * @param node at least one candidate
 */
export function compileTrial(node: ConvNode): Pick<CompiledGraph, 'savedModel'> & {
  readonly signatures: Readonly<Partial<Record<KernelChoice, Signature>>>;
} {
  const builder = new GraphBuilder();
  const feed = builder.scope('feed');
  const fed = (name: string, shape: Shape): Described => ({
    tensor: ops.placeholder(feed, name, 'float32', shape),
    shape,
  });
  const feeds = new Map([
    ['x', fed('x', [-1, ...node.inputs[0]!.shape])],
    ['dy', fed('dy', [-1, ...node.outputs[0]!.shape])],
    ...node.weights.map(({ role, shape }) => [`w:${role}`, fed(role, shape)] as const),
  ]);
  const signatures = candidatesOf(node).map((choice) => {
    const values = emitTrial(
      builder,
      node,
      choice,
      new Map([...feeds].map(([name, { tensor }]) => [name, tensor])),
    );
    return [choice, makeSignature(builder, choice, feeds, withPace(builder, choice, values))] as const;
  });
  const byChoice: Partial<Record<KernelChoice, Signature>> = Object.fromEntries(signatures);
  return {
    savedModel: encodeSavedModel(builder.nodes, byChoice),
    signatures: byChoice,
  };
}

function emitTrial(
  builder: GraphBuilder,
  node: ConvNode,
  kernel: KernelChoice,
  fed: ReadonlyMap<string, TensorRef>,
): Map<string, Described> {
  const weight = (role: WeightRole): TensorRef | undefined => fed.get(`w:${role}`);
  const never = (): never => {
    throw new Error('a convolution asks for its weights only');
  };
  const ctx: EmitContext = {
    g: builder.scope('train', kernel),
    mode: 'training',
    kernel,
    weight: (role) => weight(role)!,
    optionalWeight: weight,
    isFrozen: () => false,
    assign: never,
    labels: never,
    random: never,
  };
  const x = [fed.get('x')!];
  const emission: Emission = node.op === 'conv2d' ? conv2d(ctx, node, x) : depthwiseConv2d(ctx, node, x);
  const back = emission.gradient(builder.scope('train', kernel, 'gradient'), [fed.get('dy')!], {
    inputs: [true],
    weight: (role) => weight(role) !== undefined,
  });
  const values = new Map<string, Described>([
    ['y', { tensor: emission.outputs[0]!, shape: [-1, ...node.outputs[0]!.shape] }],
    ['dx', { tensor: back.inputs[0]!, shape: [-1, ...node.inputs[0]!.shape] }],
  ]);
  for (const { role, shape } of node.weights) values.set(role, { tensor: back.weights![role]!, shape });
  return values;
}

/** The first number of each value stands for it: TensorFlow cannot make that without making the rest. */
function withPace(
  builder: GraphBuilder,
  choice: KernelChoice,
  values: Map<string, Described>,
): Map<string, Described> {
  const g = builder.scope('pace', choice);
  const all = new Map(values);
  for (const [name, { tensor, shape }] of values) {
    const one = shape.map(() => 1);
    const first = ops.sliceTo(g, tensor, one);
    all.set(`${PACE_PREFIX}${name}`, { tensor: first, shape: one });
  }
  return all;
}
