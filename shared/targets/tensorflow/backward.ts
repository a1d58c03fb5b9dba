import type { IrGraph, IrNode, IrValue, IrWeight } from '../../ir/ir';
import type { Needs } from './emit/emitter';
import type { GraphBuilder, TensorRef } from './graph-builder';
import { valueKey, type EmittedNetwork } from './network';
import * as ops from './ops';

/** Gradients of the total loss. */
export interface EmittedGradients {
  /** By weight name, for the weights that learn and reach a loss; in the graph's order. */
  readonly weights: ReadonlyMap<string, TensorRef>;
  /** By the path of the input's node, when asked for. */
  readonly images: ReadonlyMap<string, TensorRef>;
}

/** Whether the optimizer moves this weight. */
export function learns(weight: IrWeight): boolean {
  return weight.trainable && !weight.frozen;
}

/**
 * Emits the backward pass: from the losses, weighted as their heads say, to every weight that learns. Nothing is
 * emitted where no such weight lies upstream.
 * @param toImages whether gradients by the images are wanted too
 */
export function emitGradients(
  builder: GraphBuilder,
  graph: IrGraph,
  network: EmittedNetwork,
  toImages: boolean,
): EmittedGradients {
  const needed = neededValues(graph, toImages);
  const pending = new Map<string, TensorRef[]>();
  const give = (to: IrValue, gradient: TensorRef) => {
    const key = valueKey(to);
    pending.set(key, [...(pending.get(key) ?? []), gradient]);
  };
  for (const { loss } of graph.outputs) {
    if (!needed.has(valueKey(loss))) continue;
    give(loss, builder.scope('train', loss.node).float(headWeight(graph, loss)));
  }
  const weights = new Map<string, TensorRef>();
  const images = new Map<string, TensorRef>();
  for (const node of [...graph.nodes].reverse()) {
    const g = builder.scope('train', node.path, 'gradient');
    const dy = node.outputs.map((output) => {
      const parts = pending.get(valueKey(output));
      return parts && ops.addN(g, parts);
    });
    if (dy.every((one) => one === undefined)) continue;
    if (node.op === 'input') {
      images.set(node.path, dy[0]!);
      continue;
    }
    const made = network.pullbacks.get(node.path)!(g, dy, needsOf(node, needed));
    made.inputs.forEach((dx, index) => dx && give(node.inputs[index]!, dx));
    for (const weight of node.weights) {
      const dw = made.weights?.[weight.role];
      if (dw) weights.set(weight.name, dw);
    }
  }
  return { weights: inOrder(graph, weights), images };
}

/** Values whose gradient leads to a weight that learns (or to the images, when they are asked for). */
function neededValues(graph: IrGraph, toImages: boolean): ReadonlySet<string> {
  const needed = new Set<string>();
  for (const node of graph.nodes) {
    const leads =
      node.op === 'input'
        ? toImages
        : node.weights.some(learns) || node.inputs.some((input) => needed.has(valueKey(input)));
    if (leads) for (const output of node.outputs) needed.add(valueKey(output));
  }
  return needed;
}

function needsOf(node: IrNode, needed: ReadonlySet<string>): Needs {
  return {
    inputs: node.inputs.map((input) => needed.has(valueKey(input))),
    weight: (role) => node.weights.some((weight) => weight.role === role && learns(weight)),
  };
}

/** Factor of a head in the total loss. */
export function headWeight(graph: IrGraph, loss: IrValue): number {
  const node = graph.nodes.find(({ path }) => path === loss.node);
  if (node?.op !== 'cross-entropy') throw new Error(`${loss.node} is no loss head`);
  return node.attrs.weight;
}

function inOrder(graph: IrGraph, weights: ReadonlyMap<string, TensorRef>): ReadonlyMap<string, TensorRef> {
  const names = graph.nodes.flatMap((node) => node.weights.map(({ name }) => name));
  return new Map(names.flatMap((name) => (weights.has(name) ? [[name, weights.get(name)!]] : [])));
}
