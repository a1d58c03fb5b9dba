import type { IrGraph, IrNode } from '../../shared/ir/ir';
import type { PrimitiveAttrs } from '../../shared/ir/primitive';
import { elements, type Shape } from '../../shared/ir/shape';
import type { HostTensor } from '../../shared/weights/tensor';
import type { TfRuntime } from '../engine/tf-runtime';
import { compiled } from './compiling';
import { filled, normal, randomOf, scalar } from './random';
import { Sketch } from './sketch';

type Random = Extract<IrNode, { op: 'dropout' | 'dropconnect-dense' | 'drop-path' }>;

/** What a random stream is keyed by, beside the node's path. */
export interface Draw {
  readonly seed: number;
  readonly step: number;
}

export function isRandom(node: IrNode): node is Random {
  return node.op === 'dropout' || node.op === 'dropconnect-dense' || node.op === 'drop-path';
}

/** The masks (ones and zeros) of every random node of a network, by `mask:<path>`. */
export function masksOf(
  tf: TfRuntime,
  graph: IrGraph,
  batch: number,
  draw: Draw,
): Record<string, HostTensor> {
  const random = graph.nodes.filter(isRandom);
  return Object.fromEntries(random.map((node) => [`mask:${node.path}`, maskOf(tf, node, batch, draw)]));
}

/**
 * The mask that a node draws: seen from outside, in a network that holds nothing but a node of the same kind at the
 * same path on the same shape, where the gradient towards the images is zero exactly where a value was dropped.
 * That this is the mask of the node in its own network is what "keyed by seed, step and path" promises.
 */
export function maskOf(tf: TfRuntime, node: Random, batch: number, draw: Draw): HostTensor {
  return node.op === 'dropconnect-dense'
    ? kernelMask(tf, node, batch, draw)
    : valueMask(tf, node, batch, draw);
}

function valueMask(tf: TfRuntime, node: Random, batch: number, draw: Draw): HostTensor {
  const shape = node.inputs[0]!.shape;
  const net = new Sketch();
  const images = net.input(shape);
  const dropped =
    node.op === 'drop-path'
      ? net.one('drop-path', node.path, node.attrs, [images])
      : net.one('dropout', node.path, node.attrs as PrimitiveAttrs['dropout'], [images]);
  net.loss('loss', net.flat('logits', dropped));
  const gradient = probe(tf, net.graph(), {}, imagesLike(batch, shape), draw, 'images');
  return kept(gradient);
}

/**
 * A kernel's mask differs from example to example, and only a sum over the examples reaches the kernel's gradient: so
 * the examples are asked one at a time, the others being zero.
 */
function kernelMask(tf: TfRuntime, node: Random, batch: number, draw: Draw): HostTensor {
  const features = node.inputs[0]!.shape[0]!;
  const { units, rate } = node.attrs as PrimitiveAttrs['dropconnect-dense'];
  const net = new Sketch();
  const images = net.input([features]);
  net.loss('loss', net.one('dropconnect-dense', node.path, { units, rate, bias: false }, [images]));
  const weights = { [`${node.path}/kernel`]: filled([features, units], () => 0) };
  const mask = new Float32Array(batch * features * units);
  for (let example = 0; example < batch; example++) {
    const one = filled([batch, features], (i) => (Math.floor(i / features) === example ? 1 : 0));
    const gradient = probe(tf, net.graph(), weights, one, draw, `${node.path}/kernel`);
    mask.set(kept(gradient).data, example * features * units);
  }
  return { dtype: 'float32', shape: [batch, features, units], data: mask };
}

function imagesLike(batch: number, shape: Shape): HostTensor {
  const random = randomOf(elements(shape));
  return filled([batch, ...shape], () => normal(random));
}

function probe(
  tf: TfRuntime,
  graph: IrGraph,
  weights: Readonly<Record<string, HostTensor>>,
  images: HostTensor,
  draw: Draw,
  fetch: string,
): HostTensor {
  const model = tf.load(compiled(graph));
  try {
    if (Object.keys(weights).length > 0) model.run('init', weights);
    const batch = images.shape[0]!;
    const labels: HostTensor = { dtype: 'int32', shape: [batch], data: new Int32Array(batch) };
    const feeds = { images, labels, step: scalar(draw.step, 'int32'), seed: scalar(draw.seed, 'int32') };
    return model.run('gradients', feeds, [fetch]).get(fetch)!;
  } finally {
    model.dispose();
  }
}

/** One where a gradient is there, zero where it is not. */
function kept(gradient: HostTensor): HostTensor {
  return filled(gradient.shape, (index) => (gradient.data[index] === 0 ? 0 : 1));
}
