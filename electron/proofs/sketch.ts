import { IrBuilder, type WeightSettings, type WeightSettingsOf } from '../../shared/ir/builder';
import type { IrGraph, IrNode, IrOutput, IrValue } from '../../shared/ir/ir';
import type { PrimitiveAttrs, PrimitiveName } from '../../shared/ir/primitive';
import { lowerNode } from '../../shared/ir/lower';
import { elements, type Pads, type Pair, type Shape } from '../../shared/ir/shape';
import { createNode } from '../../shared/blocks/registry';
import type { DocNode } from '../../shared/document/types';

type Conv = PrimitiveAttrs['conv2d'];

export const NO_PADS: Pads = [0, 0, 0, 0];

/** Classes of the dense head that most networks here end in. */
const CLASSES = 7;

const HEAD: PrimitiveAttrs['cross-entropy'] = { labelSmoothing: 0, classWeights: null, weight: 1 };

export const PLAIN_WEIGHT: WeightSettings = { init: null, lrMult: 1, decayMult: 1, frozen: false };

/** Draws an IR graph by hand: no document is involved, and no block unless asked for, so that only primitives are on trial. */
export class Sketch {
  private readonly nodes: IrNode[] = [];
  private readonly inputs: IrValue[] = [];
  private readonly outputs: IrOutput[] = [];

  /** @param settings what is said of single weights, by node path and role; plain when left out */
  constructor(private readonly settings: WeightSettingsOf = () => PLAIN_WEIGHT) {}

  /** The images. */
  input(shape: Shape): IrValue {
    const value = this.one('input', 'images', { shape }, []);
    this.inputs.push(value);
    return value;
  }

  /** Adds a primitive at `path` and returns all of its outputs. */
  all<K extends PrimitiveName>(
    op: K,
    path: string,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
  ): readonly IrValue[] {
    const builder = new IrBuilder(path, this.settings);
    const values = builder.add(op, attrs, inputs);
    if (this.nodes.some((node) => node.path === path)) throw new Error(`two nodes at ${path}`);
    this.nodes.push(...builder.nodes);
    return values;
  }

  /** Adds a primitive with a single output. */
  one<K extends PrimitiveName>(
    op: K,
    path: string,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
  ): IrValue {
    return this.all(op, path, attrs, inputs)[0]!;
  }

  /**
   * Adds a block with one input and one output, opened into its primitives.
   * @param params those that differ from the block's defaults
   */
  block(kind: string, path: string, params: DocNode['params'], x: IrValue): IrValue {
    const { nodes, outputs } = lowerNode(createNode(kind, path, params), new Map([['in', [x]]]), {});
    this.nodes.push(...nodes);
    return outputs.get('out')!;
  }

  /** A convolution with the attributes that are not said left plain: stride 1, no padding, one group, a bias. */
  conv(path: string, x: IrValue, filters: number, kernel: Pair, more: Partial<Conv> = {}): IrValue {
    const plain: Conv = {
      filters,
      kernel,
      stride: [1, 1],
      padding: NO_PADS,
      dilation: [1, 1],
      groups: 1,
      bias: true,
    };
    return this.one('conv2d', path, { ...plain, ...more }, [x]);
  }

  /** Flattens to a vector, unless it is one. */
  flat(path: string, x: IrValue): IrValue {
    return x.shape.length === 1 ? x : this.one('reshape', path, { shape: [elements(x.shape)] }, [x]);
  }

  /** Dense layer on everything, so that every element receives a gradient of its own. */
  logits(path: string, x: IrValue, units = CLASSES): IrValue {
    return this.one('dense', path, { units, bias: true }, [this.flat(`${path}/flat`, x)]);
  }

  /** Loss head on logits. */
  loss(
    path: string,
    logits: IrValue,
    attrs: Partial<PrimitiveAttrs['cross-entropy']> = {},
    role: IrOutput['role'] = 'class',
  ): void {
    const loss = this.one('cross-entropy', path, { ...HEAD, ...attrs }, [logits]);
    this.outputs.push({ node: path, role, logits, loss });
  }

  graph(): IrGraph {
    return { nodes: this.nodes, inputs: this.inputs, outputs: this.outputs };
  }
}

/**
 * The network of most cases: images, a convolution that gives the primitive what it needs and weights whose gradient
 * passes through it, the primitive under test, a dense layer on everything, cross-entropy.
 *
 * @param map `[height, width, channels]` that the primitive under test receives
 * @param body adds the primitive under test and returns what goes on to the head
 */
export function around(map: Shape, body: (net: Sketch, x: IrValue) => IrValue, bias = true): IrGraph {
  const net = new Sketch();
  const [height, width, channels] = map as readonly [number, number, number];
  const images = net.input([height + 1, width + 1, 2]);
  const x = net.conv('before', images, channels, [2, 2], { bias });
  net.loss('loss', net.logits('logits', body(net, x)));
  return net.graph();
}

/** As `around`, for a primitive that takes a vector. */
export function aroundVector(
  features: number,
  body: (net: Sketch, x: IrValue) => IrValue,
  bias = true,
): IrGraph {
  const net = new Sketch();
  const images = net.input([3, 3, 2]);
  const flat = net.flat('images/flat', images);
  const x = net.one('dense', 'before', { units: features, bias }, [flat]);
  net.loss('loss', net.logits('logits', body(net, x)));
  return net.graph();
}
