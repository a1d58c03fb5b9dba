import type { IrGraph, IrNode } from '../../ir/ir';
import type { Shape } from '../../ir/shape';
import type { Json, KerasLayer, KerasTensor, KerasVariable } from './layer';

type Config = { readonly [key: string]: Json };

/** Collects the layers of a Functional model and keeps their names apart. */
export class KerasModel {
  readonly layers: KerasLayer[] = [];
  private readonly taken = new Set<string>();
  private readonly names = new Map<string, string>();

  private readonly ends = new Map<string, { readonly logits: string; readonly probabilities: string }>();

  /** Claims the names of all nodes and ends first, so that no helper layer can take one. */
  constructor(graph: IrGraph) {
    for (const node of graph.nodes) {
      // Loss heads are no layers: their names are left to the ends.
      if (node.op !== 'cross-entropy') this.names.set(node.path, this.claim(node.path));
    }
    for (const { node, logits: value } of graph.outputs) {
      // Most output nodes lower to an identity of their own, which then is the layer of the logits.
      const logits = value.node === node ? this.nameOf(node) : this.claim(node);
      this.ends.set(node, { logits, probabilities: this.claim(`${logits}_softmax`) });
    }
  }

  /** The layer name that belongs to an IR path. */
  nameOf(path: string): string {
    const name = this.names.get(path);
    if (name === undefined) throw new Error(`no layer for ${path}`);
    return name;
  }

  /** The two layer names that belong to an output node of the document. */
  endOf(node: string): { readonly logits: string; readonly probabilities: string } {
    return this.ends.get(node)!;
  }

  /** A name nobody has yet, close to the one wanted: Keras (and TensorFlow's name scopes) refuse `/` and spaces. */
  claim(wanted: string): string {
    const plain = wanted.replace(/[^A-Za-z0-9_.-]/g, '_').replace(/^[^A-Za-z0-9]/, 'n$&');
    let name = plain;
    for (let copy = 2; this.taken.has(name); copy++) name = `${plain}_${copy}`;
    this.taken.add(name);
    return name;
  }

  add(layer: Omit<KerasLayer, 'output'>, shape: Shape): KerasTensor {
    const output = { layer: layer.name, shape };
    this.layers.push({ ...layer, output });
    return output;
  }
}

/** Adds the layers of one IR node: the main one under the node's name, helpers under `<name>_<suffix>`. */
export class KerasBuilder {
  constructor(
    private readonly model: KerasModel,
    private readonly node: IrNode,
  ) {}

  /**
   * Adds a layer.
   * @param shape of its output, batch axis left out
   * @param options.suffix none for the node's main layer
   * @param options.variables in Keras's order
   */
  layer(
    className: string,
    config: Config,
    input: KerasTensor,
    shape: Shape,
    options: { readonly suffix?: string; readonly variables?: readonly KerasVariable[] } = {},
  ): KerasTensor {
    const { suffix, variables = [] } = options;
    const entry = { name: this.name(suffix), module: 'keras.layers', className, config } as const;
    return this.model.add({ ...entry, inputs: [input], list: false, args: [], kwargs: {}, variables }, shape);
  }

  /** Adds a layer without inputs. */
  input(config: Config, shape: Shape): KerasTensor {
    const entry = { name: this.name(), module: 'keras.layers', className: 'InputLayer', config } as const;
    return this.model.add({ ...entry, inputs: [], list: false, args: [], kwargs: {}, variables: [] }, shape);
  }

  /** Adds a layer that is called with a list. */
  merge(
    className: string,
    config: Config,
    inputs: readonly KerasTensor[],
    shape: Shape,
    suffix?: string,
  ): KerasTensor {
    const entry = { name: this.name(suffix), module: 'keras.layers', className, config } as const;
    return this.model.add({ ...entry, inputs, list: true, args: [], kwargs: {}, variables: [] }, shape);
  }

  /** Adds a call of `keras.ops` (no custom code: Keras's safe loading takes it). */
  op(
    className: 'Pad' | 'Power' | 'Clip',
    input: KerasTensor,
    shape: Shape,
    call: {
      readonly config?: Config;
      readonly args?: readonly Json[];
      readonly kwargs?: Config;
      readonly suffix?: string;
    },
  ): KerasTensor {
    const { config = {}, args = [], kwargs = {}, suffix } = call;
    const entry = { name: this.name(suffix), module: 'keras.src.ops.numpy', className, config } as const;
    return this.model.add({ ...entry, inputs: [input], list: false, args, kwargs, variables: [] }, shape);
  }

  /** Reshapes without moving a value. */
  reshape(input: KerasTensor, shape: Shape, suffix?: string): KerasTensor {
    return this.layer(
      'Reshape',
      { target_shape: shape },
      input,
      shape,
      suffix === undefined ? {} : { suffix },
    );
  }

  private name(suffix?: string): string {
    const own = this.model.nameOf(this.node.path);
    return suffix === undefined ? own : this.model.claim(`${own}_${suffix}`);
  }
}
