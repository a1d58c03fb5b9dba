import { checkParams } from '../blocks/registry';
import type { DocNode, InlayDocument } from '../document/types';
import { ProblemSignal, warning, type Problem } from '../problems/problem';
import { NO_COST, type Cost } from './cost';
import { placed, portsOfNode } from './lower';
import { counted, OUTERMOST } from './parameters';
import { sameFields, type Field } from './receptive-field';
import { sameShape, type Pair, type Shape } from './shape';
import { templateOf, type InputShapes, type Template } from './template';
import { covers, namesOf } from './train-settings';
import type { Wired } from './wiring';

/** What is known of one node of the document. */
export interface NodeAnalysis extends Cost {
  /** Shape at each output port; empty while it is not known, and for a block without output ports. */
  readonly outputs: Readonly<Record<string, Shape>>;
  /** Shape of the node's result: of its first output, or, without outputs, of what it takes. Null while not known. */
  readonly shape: Shape | null;
  /** Height and width of the part of the image that one value of the result sees. */
  readonly receptiveField: Pair;
  /** Pixels of the image from one position of the result to the next. */
  readonly jump: Pair;
  /** Positions of the node's own input from one position of its result to the next: how much it subsamples. */
  readonly effectiveStride: Pair;
  /** Problems of its parameters and of its inside; those of edges and outputs stand in the whole analysis only. */
  readonly problems: readonly Problem[];
}

/** A node's analysis with what it was made from. */
export interface Entry {
  readonly node: DocNode;
  readonly inputs: InputShapes;
  readonly inputFields: readonly Field[];
  /** Null while the node cannot be lowered. */
  readonly made: Made | null;
  readonly analysis: NodeAnalysis;
}

/** What a node that can be lowered gives. */
export interface Made {
  readonly template: Template;
  readonly field: Field;
}

const ONE: Pair = [1, 1];
const NO_INPUTS: InputShapes = new Map();

/** The analysis of a node of which nothing is known but its problems. */
export function unknownNode(problems: readonly Problem[]): NodeAnalysis {
  const nothing = { outputs: {}, shape: null, receptiveField: ONE, jump: ONE, effectiveStride: ONE };
  return { ...NO_COST, ...nothing, problems };
}

/**
 * Analyses one node.
 * @param entries those of the nodes it reads
 * @param old the node's entry in an earlier analysis (under the same composite definitions): returned itself when
 *   neither the node nor what reaches it changed
 */
export function entryOf(
  wired: Wired,
  entries: ReadonlyMap<string, Entry>,
  composites: InlayDocument['composites'],
  old: Entry | undefined,
): Entry {
  const { node } = wired;
  let gathered: Gathered | null = null;
  try {
    const problems = checkedParams(node);
    if (problems.length > 0) return unmade(node, problems);
    gathered = placed(node.id, () => gather(wired, entries, composites));
    if (!gathered) return unmade(node, []);
    return analysed(node, gathered, composites, old?.node === node ? old : undefined);
  } catch (error) {
    if (!(error instanceof ProblemSignal)) throw error;
    return { ...unmade(node, [error.problem]), ...gathered };
  }
}

/** Nodes never change: one that did is another object. */
const checked = new WeakMap<DocNode, readonly Problem[]>();

function checkedParams(node: DocNode): readonly Problem[] {
  let problems = checked.get(node);
  if (!problems) {
    problems = checkParams(node);
    checked.set(node, problems);
  }
  return problems;
}

/** The entry of a node that is not lowered. */
export function unmade(node: DocNode, problems: readonly Problem[]): Entry {
  return { node, inputs: NO_INPUTS, inputFields: [], made: null, analysis: unknownNode(problems) };
}

interface Gathered {
  readonly inputs: InputShapes;
  readonly inputFields: readonly Field[];
}

/** The shapes at a node's ports, or null when one of them is not known (which is somebody else's problem). */
function gather(
  wired: Wired,
  entries: ReadonlyMap<string, Entry>,
  composites: InlayDocument['composites'],
): Gathered | null {
  const ports = portsOfNode(wired.node, composites).inputs;
  const inputs = new Map<string, readonly Shape[]>();
  const inputFields: Field[] = [];
  for (const port in ports) {
    const shapes: Shape[] = [];
    for (const edge of wired.incoming) {
      if (edge.to[1] !== port) continue;
      const made = entries.get(edge.from[0])?.made;
      const shape = made && ownShape(made.template, edge.from[1]);
      if (!made || !shape) return null;
      shapes.push(shape);
      inputFields.push(made.field);
    }
    if (shapes.length === 0 || (ports[port] === 'one' && shapes.length > 1)) return null;
    inputs.set(port, shapes);
  }
  return { inputs, inputFields };
}

/** The shape at an output port, or undefined when there is no such port. */
export function ownShape({ outputs }: Template, port: string): Shape | undefined {
  return Object.prototype.hasOwnProperty.call(outputs, port) ? outputs[port] : undefined;
}

function sameShapes(old: InputShapes, inputs: InputShapes): boolean {
  if (old.size !== inputs.size) return false;
  for (const [port, shapes] of inputs) {
    const before = old.get(port);
    if (before?.length !== shapes.length) return false;
    for (let index = 0; index < shapes.length; index++) {
      const [a, b] = [before[index]!, shapes[index]!];
      if (a !== b && !sameShape(a, b)) return false;
    }
  }
  return true;
}

function analysed(
  node: DocNode,
  { inputs, inputFields }: Gathered,
  composites: InlayDocument['composites'],
  old: Entry | undefined,
): Entry {
  const unchanged = old && sameShapes(old.inputs, inputs) ? old : undefined;
  // A problem of the shapes stays the same problem.
  if (unchanged && (unchanged.made === null || sameFields(unchanged.inputFields, inputFields)))
    return unchanged;
  const template = unchanged?.made?.template ?? templateOf(node, inputs, composites);
  const field = template.fieldOf(inputFields);
  const analysis = nodeAnalysis(node, template, field, inputFields[0] ?? field);
  return { node, inputs, inputFields, made: { template, field }, analysis };
}

function nodeAnalysis(node: DocNode, template: Template, field: Field, before: Field): NodeAnalysis {
  const { cost, outputs, shape } = template;
  return {
    parameters: cost.parameters,
    statistics: cost.statistics,
    macs: cost.macs,
    activationBytes: cost.activationBytes,
    outputs,
    shape,
    receptiveField: field.size,
    jump: field.jump,
    effectiveStride: [field.jump[0] / before.jump[0], field.jump[1] / before.jump[1]],
    problems: unknownParts(node, template.weights),
  };
}

const NONE: readonly Problem[] = [];

/** Training settings that reach no weight would be lost in silence. */
function unknownParts(node: DocNode, weights: readonly string[]): readonly Problem[] {
  const parts = Object.keys(node.train.parts);
  if (parts.length === 0) return NONE;
  const { count } = counted(node, OUTERMOST);
  const names = weights.flatMap((name) => {
    if (count === 1) return namesOf(name, null);
    const [index = '', ...rest] = name.split('/');
    return namesOf(rest.join('/'), Number(index));
  });
  return parts
    .filter((part) => !names.some((name) => covers(part, name)))
    .map((part) => warning('block/unknown-part', { part, known: weights.slice(0, 50) }, { node: node.id }));
}
