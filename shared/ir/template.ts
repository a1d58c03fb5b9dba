import type { DocNode, InlayDocument } from '../document/types';
import { COMPOSITE_PREFIX } from '../document/schema';
import { fail } from '../problems/problem';
import { costOf, type Cost } from './cost';
import type { IrNode, IrValue } from './ir';
import { lowerNode, type InputValues } from './lower';
import { maskElements } from './masks';
import { fieldKey, fieldOf, type Field } from './receptive-field';
import type { Shape } from './shape';

/** Shapes at a node's input ports, in port order; a port that takes many edges holds them in theirs. */
export type InputShapes = ReadonlyMap<string, readonly Shape[]>;

/**
 * What a node comes to on inputs of given shapes, wherever it stands: equal nodes on equal shapes share one. Its
 * primitives carry the id of whichever node was first, so nothing outside may read their paths as they are.
 */
export interface Template {
  readonly cost: Cost;
  /** Shape at each output port. */
  readonly outputs: Readonly<Record<string, Shape>>;
  /** Shape of the first output, or, of a block without outputs, of what it takes. */
  readonly shape: Shape;
  /** Names of its weights, below the node (and below the repetition's index). */
  readonly weights: readonly string[];
  /** Shape of the first batch norm input with a single position per example, or null. */
  readonly singleNorm: Shape | null;
  /** Values of the masks that it draws for every example. */
  readonly masks: number;
  /** How many primitives it is. */
  readonly primitives: number;
  /** What the result sees, given what each input sees (in port order). */
  fieldOf(inputs: readonly Field[]): Field;
}

/** Networks repeat themselves. Emptied when full: a long session of edits passes through many states. */
const templates = new Map<string, Template>();
const MAX_TEMPLATES = 4096;

/**
 * The template of a node; signals the problem of one that cannot be lowered, or `graph/no-output` of an empty one.
 * @param node with good stored parameters
 */
export function templateOf(
  node: DocNode,
  inputs: InputShapes,
  composites: InlayDocument['composites'],
): Template {
  // A composite's meaning lies in the document, not in the node.
  if (node.kind.startsWith(COMPOSITE_PREFIX)) return makeTemplate(node, inputs, composites);
  const key = keyOf(node, inputs);
  let template = templates.get(key);
  if (!template) {
    template = makeTemplate(node, inputs, composites);
    if (templates.size >= MAX_TEMPLATES) templates.clear();
    templates.set(key, template);
  }
  return template;
}

function keyOf({ kind, kindVersion, repeat, params }: DocNode, inputs: InputShapes): string {
  let key = `${kind} ${kindVersion} ${JSON.stringify(repeat)} ${JSON.stringify(params)}`;
  for (const shapes of inputs.values()) {
    key += '|';
    for (const shape of shapes) key += `${shape.join()};`;
  }
  return key;
}

function makeTemplate(node: DocNode, inputs: InputShapes, composites: InlayDocument['composites']): Template {
  const values = standIns(inputs);
  const { nodes, outputs } = lowerNode(node, values, composites);
  const [first] = outputs.values();
  // A definition that is still being drawn may hold nothing at all.
  const result = first ?? nodes[nodes.length - 1]?.outputs[0] ?? fail('graph/no-output', {});
  const sources = [...values.values()].flat();
  return {
    cost: costOf(nodes),
    outputs: Object.fromEntries([...outputs].map(([port, value]) => [port, value.shape])),
    shape: result.shape,
    weights: nodes.flatMap(({ weights }) => weights.map(({ name }) => name.slice(node.id.length + 1))),
    singleNorm: nodes.find(isSingleNorm)?.inputs[0]?.shape ?? null,
    masks: nodes.reduce((sum, inner) => sum + maskElements(inner), 0),
    primitives: nodes.length,
    fieldOf: (fields) => resultField(nodes, sources, fields, result),
  };
}

/** Over a batch of one, its variance is 0: the output is beta whatever comes in, and no gradient passes. */
export function isSingleNorm({ op, inputs }: IrNode): boolean {
  return op === 'batch-norm' && inputs[0]!.shape.slice(0, -1).every((extent) => extent === 1);
}

/** Values of given shapes that come from nowhere: a node lowers on them as on any. */
export function standIns(inputs: InputShapes): InputValues {
  const values = new Map<string, readonly IrValue[]>();
  for (const [port, shapes] of inputs) {
    // No path holds a colon, so no primitive inside has such a name.
    values.set(
      port,
      shapes.map((shape, index) => ({ node: `:${port}:${index}`, index: 0, shape })),
    );
  }
  return values;
}

function resultField(
  nodes: readonly IrNode[],
  sources: readonly IrValue[],
  sourceFields: readonly Field[],
  result: IrValue,
): Field {
  const fields = new Map<string, Field>();
  sources.forEach((source, index) => fields.set(fieldKey(source), sourceFields[index]!));
  for (const node of nodes) {
    const field = fieldOf(
      node,
      node.inputs.map((value) => fields.get(fieldKey(value))!),
    );
    for (const output of node.outputs) fields.set(fieldKey(output), field);
  }
  return fields.get(fieldKey(result))!;
}
