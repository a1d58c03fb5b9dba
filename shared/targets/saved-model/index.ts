import { fromBinary, toBinary } from '@bufbuild/protobuf';
import type { IrGraph, IrNode, IrNodeOf, IrOutput, IrWeight } from '../../ir/ir';
import type { PrimitiveName } from '../../ir/primitive';
import { elements } from '../../ir/shape';
import { catchProblem } from '../../problems/catch';
import { fail } from '../../problems/problem';
import type { Result } from '../../problems/result';
import type { NamedTensors } from '../../weights/tensor';
import type { CompiledGraph, Signature } from '../tensorflow/compiled';
import { emitters } from '../tensorflow/emit';
import type { EmitContext, Emitter } from '../tensorflow/emit/emitter';
import { GraphBuilder, tensorName, type TensorRef } from '../tensorflow/graph-builder';
import * as ops from '../tensorflow/ops';
import { SavedModelSchema } from '../tensorflow/proto/tensorflow_pb';
import { encodeSavedModel } from '../tensorflow/saved-model';
import { makeSignature, type Described, type Named } from '../tensorflow/signatures';

/** A protocol buffer ends at 2 GiB; some of it is the graph itself. */
const LIMIT = 2 ** 31 - 2 ** 24;

/** One input of a frozen network. */
export interface FrozenInput {
  /** Its name in the compiled graph's signatures (`images`, `images:<node path>`), and in `serving_default`. */
  readonly feed: string;
  readonly served: string;
  /** The tensor of the graph that takes it. */
  readonly tensor: string;
}

/** A network for inference only, its weights constants of the graph. */
export interface FrozenModel {
  /**
   * Bytes of `saved_model.pb`. Its one signature, `serving_default`, takes `images` float32 [n, height, width,
   * channels], prepared as the recipe says (further inputs: `images_2`, `images_3`, …), and gives `probabilities` and
   * `logits` [n, classes] of the class output.
   */
  readonly savedModel: Uint8Array;
  /** Signatures `predict` and `activations` (every value) of the same graph: for checks, not for users. */
  readonly signatures: CompiledGraph['signatures'];
  /** Tensor of the graph that is the class output's logits. */
  readonly logits: string;
  /** Tensor of the graph by value: `<node path>`, or `<node path>:<index>` where a node has several outputs. */
  readonly values: ReadonlyMap<string, string>;
  readonly inputs: readonly FrozenInput[];
  /** Node of the graph that holds a weight, by weight name; small weights of equal value share one. */
  readonly constants: ReadonlyMap<string, string>;
}

/**
 * Freezes a network: the inference emission of the class output and what leads to it. Auxiliary heads, which only
 * train, are left out.
 *
 * @param graph
 * @param weights at least all weights of the graph
 * @returns the model, `target/too-large`, or `graph/no-output` without a class output
 */
export function freeze(graph: IrGraph, weights: NamedTensors): Result<FrozenModel> {
  return catchProblem(() => {
    const output = graph.outputs.find(({ role }) => role === 'class');
    return new Freezer(output ?? fail('graph/no-output', {}), graph, weights).freeze();
  });
}

/**
 * A frozen graph as it stands in a file, with the signatures for checks in the place of its own.
 * @param savedModel bytes of a `saved_model.pb` that `freeze` made
 * @param model what `freeze` gave beside them
 */
export function forVerification(savedModel: Uint8Array, { signatures }: FrozenModel): CompiledGraph {
  const graph = fromBinary(SavedModelSchema, savedModel);
  const definitions = fromBinary(
    SavedModelSchema,
    encodeSavedModel([], signatures as Record<string, Signature>),
  );
  graph.metaGraphs[0]!.signatureDef = definitions.metaGraphs[0]!.signatureDef;
  return { savedModel: toBinary(SavedModelSchema, graph), signatures, variables: [], trainOps: 0 };
}

class Freezer {
  private readonly builder = new GraphBuilder();
  private readonly tensors = new Map<string, readonly TensorRef[]>();
  private readonly constants = new Map<string, string>();
  private readonly nodes: readonly IrNode[];

  constructor(
    private readonly output: IrOutput,
    private readonly graph: IrGraph,
    private readonly weights: NamedTensors,
  ) {
    this.nodes = leadingTo(graph, output.logits.node);
  }

  freeze(): FrozenModel {
    refuseHuge(this.nodes.flatMap((node) => node.weights));
    const inputs = this.emitAll();
    const { logits } = this.output;
    const shape = [-1, ...logits.shape];
    const value = this.tensors.get(logits.node)![logits.index]!;
    const softmax = ops.softmax(this.builder.scope('predict', 'probabilities'), value);
    const ends = new Map([
      ['logits', { tensor: value, shape }],
      ['probabilities', { tensor: softmax, shape }],
    ]);
    const fed = new Map(inputs.map((input) => [input.feed, input]));
    const predict = makeSignature(this.builder, 'predict', fed, ends);
    const activations = makeSignature(this.builder, 'activations', fed, this.everyValue());
    const served = { ...predict, inputs: renamed(predict.inputs, inputs) };
    const { nodes } = this.builder;
    return {
      savedModel: encodeSavedModel(nodes, { serving_default: served }),
      signatures: { predict, activations },
      logits: predict.outputs['logits']!.tensor,
      values: new Map(Object.entries(activations.outputs).map(([name, { tensor }]) => [name, tensor])),
      inputs: inputs.map(({ feed, served, tensor }) => ({ feed, served, tensor: tensorName(tensor) })),
      constants: this.constants,
    };
  }

  /** Emits every node; returns what takes the images. */
  private emitAll(): readonly Fed[] {
    const inputs: Fed[] = [];
    for (const node of this.nodes) {
      if (node.op === 'input') {
        inputs.push(this.input(node, inputs.length));
        this.tensors.set(node.path, [inputs[inputs.length - 1]!.tensor]);
      } else {
        const x = node.inputs.map((value) => this.tensors.get(value.node)![value.index]!);
        this.tensors.set(node.path, emit(this.context(node), node, x));
      }
    }
    return inputs;
  }

  private input(node: IrNodeOf<'input'>, index: number): Fed {
    const first = this.graph.inputs[0]?.node === node.path;
    const shape = [-1, ...node.attrs.shape];
    const served = first ? 'images' : `images_${index + 1}`;
    const tensor = ops.placeholder(this.builder.scope('feed'), served, 'float32', shape);
    return { feed: first ? 'images' : `images:${node.path}`, served, tensor, shape };
  }

  private context(node: IrNode): EmitContext {
    const refuse = () => {
      throw new Error(`${node.path}: inference asked for what only training has`);
    };
    const find = (role: string) => node.weights.find((weight) => weight.role === role);
    return {
      g: this.builder.scope('predict', node.path),
      mode: 'inference',
      weight: (role) => this.constant(find(role)!),
      optionalWeight: (role) => {
        const weight = find(role);
        return weight && this.constant(weight);
      },
      isFrozen: () => true,
      assign: refuse,
      labels: refuse,
      random: refuse,
    };
  }

  private constant({ name, shape }: IrWeight): TensorRef {
    const tensor = this.weights.get(name);
    if (tensor?.dtype !== 'float32') throw new Error(`no float32 weight ${name}`);
    const { buffer, byteOffset, byteLength } = tensor.data;
    const bytes = new Uint8Array(buffer, byteOffset, byteLength);
    const constant = this.builder.constant({ dtype: 'float32', shape, bytes }, name);
    this.constants.set(name, constant.name);
    return constant;
  }

  private everyValue(): Named {
    return new Map(
      this.nodes.flatMap((node) =>
        this.tensors.get(node.path)!.map((tensor, index) => {
          const value = node.outputs.length === 1 ? node.path : `${node.path}:${index}`;
          return [value, { tensor, shape: [-1, ...node.outputs[index]!.shape] }] as const;
        }),
      ),
    );
  }
}

interface Fed extends Described {
  readonly feed: string;
  readonly served: string;
}

function renamed(signature: Signature['inputs'], inputs: readonly Fed[]): Signature['inputs'] {
  return Object.fromEntries(inputs.map(({ feed, served }) => [served, signature[feed]!]));
}

function emit<K extends PrimitiveName>(
  context: EmitContext,
  node: IrNodeOf<K>,
  x: readonly TensorRef[],
): readonly TensorRef[] {
  return (emitters[node.op] as Emitter<K>)(context, node, x).outputs;
}

/** The nodes that a value depends on, in topological order. */
function leadingTo(graph: IrGraph, end: string): readonly IrNode[] {
  const wanted = new Set([end]);
  for (const node of [...graph.nodes].reverse()) {
    if (wanted.has(node.path)) node.inputs.forEach((input) => wanted.add(input.node));
  }
  return graph.nodes.filter((node) => wanted.has(node.path));
}

function refuseHuge(weights: readonly IrWeight[]): void {
  const bytes = weights.reduce((sum, { shape }) => sum + elements(shape) * 4, 0);
  if (bytes > LIMIT) fail('target/too-large', { target: 'SavedModel', bytes, limit: LIMIT });
}
