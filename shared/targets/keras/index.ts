import type { IrGraph, IrNode, IrNodeOf } from '../../ir/ir';
import type { PrimitiveName } from '../../ir/primitive';
import { catchProblem } from '../../problems/catch';
import type { Result } from '../../problems/result';
import type { HostTensor, NamedTensors } from '../../weights/tensor';
import { KerasBuilder, KerasModel } from './builder';
import { functionalConfig, KERAS_VERSION } from './config';
import { emitters } from './emit';
import type { KerasEmitter } from './emitter';
import type { KerasLayer, KerasTensor, KerasVariable } from './layer';
import { kerasOrder, variableFolders } from './order';

/** A variable in its place in `model.weights.h5`. */
export interface PlacedVariable extends KerasVariable {
  /** HDF5 path, such as `layers/conv2d_1/vars/0`. */
  readonly path: string;
  readonly layer: string;
  /** Path of the IR node whose weight it is. */
  readonly node: string;
}

/** Where one of our values is found in the Keras model. */
export interface KerasValue {
  /** `<node path>`, or `<node path>:<index>` where a node has several outputs: the compiled graph's names. */
  readonly value: string;
  readonly node: string;
  /** The Keras layer whose output it is. */
  readonly layer: string;
}

/** All of a `.keras` file but the bytes: nothing of it depends on the values of weights, time or place. */
export interface KerasExport {
  /** Text of `metadata.json` and `config.json`. */
  readonly metadata: string;
  readonly config: string;
  /** In the order in which they are written. */
  readonly variables: readonly PlacedVariable[];
  /** Our values, in topological order, that are part of the model. */
  readonly values: readonly KerasValue[];
  /** The ends of the network in the order of the model's outputs, the class output first. */
  readonly outputs: readonly {
    readonly node: string;
    readonly logits: string;
    readonly probabilities: string;
  }[];
}

/**
 * The network as a Keras 3 Functional model of standard layers (and `keras.ops` where no layer exists), which loads
 * in Keras's safe mode. Layers are named after the IR: `mlp1/conv1` becomes `mlp1_conv1`; layers a primitive needs
 * besides are `<name>_<suffix>`.
 *
 * Every output node `out` becomes two layers: `out` (the logits, passed through) and `out_softmax`, and the model
 * returns probabilities, as Keras users expect of a classifier; for logits take `model.get_layer('out').output`. With
 * auxiliary heads the model returns a list, the class output first. Nodes that lead to no output are left out.
 *
 * @param graph
 * @param name of the model; letters, digits, `_`, `.` and `-` are kept
 * @returns the export, or the problem of a node that Keras cannot express
 */
export function toKeras(graph: IrGraph, name: string): Result<KerasExport> {
  return catchProblem(() => exportOf(graph, name));
}

function exportOf(graph: IrGraph, name: string): KerasExport {
  const model = new KerasModel(graph);
  const tensors = new Map<string, readonly KerasTensor[]>();
  for (const node of graph.nodes) {
    const inputs = node.inputs.map((value) => tensors.get(value.node)![value.index]!);
    tensors.set(node.path, emit(node, inputs, new KerasBuilder(model, node)));
  }
  const outputs = [...graph.outputs]
    .sort((a, b) => rank(a.role) - rank(b.role))
    .map(({ node, logits }) => addEnd(model, node, tensors.get(logits.node)![logits.index]!));
  const ends = outputs.map((output) => output.probabilities);
  const ordered = kerasOrder(model.layers, ends);
  const kept = new Set(ordered.map((layer) => layer.name));
  const inputs = graph.inputs.map((value) => tensors.get(value.node)![0]!.layer);
  const layers = model.layers.filter((layer) => kept.has(layer.name));
  return {
    metadata: JSON.stringify({ keras_version: KERAS_VERSION }),
    config: JSON.stringify(functionalConfig(modelName(name), layers, inputs, ends)),
    variables: placed(graph, ordered),
    values: graph.nodes
      .flatMap((node) => valuesOf(node, tensors.get(node.path)!))
      .filter(({ layer }) => kept.has(layer)),
    outputs,
  };
}

function emit<K extends PrimitiveName>(
  node: IrNodeOf<K>,
  inputs: readonly KerasTensor[],
  builder: KerasBuilder,
): readonly KerasTensor[] {
  return (emitters[node.op] as KerasEmitter<K>)(node, inputs, builder);
}

function rank(role: 'class' | 'auxiliary'): number {
  return role === 'class' ? 0 : 1;
}

function addEnd(model: KerasModel, node: string, logits: KerasTensor) {
  const { logits: end, probabilities } = model.endOf(node);
  const linear = logits.layer === end ? logits : addActivation(model, end, 'linear', logits);
  addActivation(model, probabilities, 'softmax', linear);
  return { node, logits: end, probabilities };
}

function addActivation(model: KerasModel, name: string, activation: string, input: KerasTensor): KerasTensor {
  const entry = { name, module: 'keras.layers', className: 'Activation', config: { activation } } as const;
  const rest = { inputs: [input], list: false, args: [], kwargs: {}, variables: [] };
  return model.add({ ...entry, ...rest }, input.shape);
}

function placed(graph: IrGraph, ordered: readonly KerasLayer[]): readonly PlacedVariable[] {
  const owners = new Map(
    graph.nodes.flatMap((node) => node.weights.map((weight) => [weight.name, node.path])),
  );
  const folders = variableFolders(ordered);
  return ordered.flatMap((layer) =>
    layer.variables.map((variable, index) => ({
      ...variable,
      path: `${folders.get(layer.name)!}/${index}`,
      layer: layer.name,
      node: owners.get(variable.weight)!,
    })),
  );
}

function valuesOf(node: IrNode, tensors: readonly KerasTensor[]): readonly KerasValue[] {
  return tensors.map(({ layer }, index) => ({
    value: tensors.length === 1 ? node.path : `${node.path}:${index}`,
    node: node.path,
    layer,
  }));
}

function modelName(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9_.-]+/g, '_').replace(/^[^A-Za-z0-9]+|_+$/g, '');
  return plain === '' ? 'model' : plain;
}

/**
 * The values that go to a variable's place in the file.
 * @param weights at least all weights of the graph, in our shapes
 */
export function kerasTensor(variable: PlacedVariable, weights: NamedTensors): HostTensor {
  const tensor = weights.get(variable.weight);
  if (tensor?.dtype !== 'float32') throw new Error(`no float32 weight ${variable.weight}`);
  const { scale } = variable;
  const data = scale === 1 ? tensor.data : tensor.data.map((value) => value * scale);
  return { dtype: 'float32', shape: variable.shape, data };
}
