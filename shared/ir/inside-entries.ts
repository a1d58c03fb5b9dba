import type { DocEdge, DocNode, InlayDocument, PortRef } from '../document/types';
import type { Cost } from './cost';
import { NO_COST } from './cost';
import { ownShape, unknownNode, unmade, type Entry, type Made } from './entry';
import { portsOfNode } from './lower';
import type { Field } from './receptive-field';
import type { Shape } from './shape';

/** Stands, inside a composite, for the `position`-th value at one of its ports; no node has such an id. */
export function outsideId(port: string, position: number): string {
  return `:${port}:${position}`;
}

/** What reaches a composite, as if nodes inside it gave it. */
export function outsideEntries(entry: Entry): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  let next = 0;
  for (const [port, shapes] of entry.inputs) {
    shapes.forEach((shape, position) => {
      const made = source(shape, entry.inputFields[next++]!);
      entries.set(outsideId(port, position), { ...unmade(entry.node, []), made });
    });
  }
  return entries;
}

function source(shape: Shape, field: Field): Made {
  return madeOf({ out: shape }, shape, field, NO_COST, 0);
}

function madeOf(
  outputs: Readonly<Record<string, Shape>>,
  shape: Shape,
  field: Field,
  cost: Cost,
  primitives: number,
): Made {
  const template = {
    cost,
    outputs,
    shape,
    weights: [],
    singleNorm: null,
    masks: 0,
    primitives,
    fieldOf: () => field,
  };
  return { template, field };
}

/** The shapes at a node's ports and what they see; nothing while one of them is not known. */
export function arriving(
  node: DocNode,
  incoming: readonly DocEdge[],
  entries: ReadonlyMap<string, Entry>,
  composites: InlayDocument['composites'],
): Pick<Entry, 'inputs' | 'inputFields'> {
  const inputs = new Map<string, readonly Shape[]>();
  const inputFields: Field[] = [];
  for (const port of Object.keys(portsOfNode(node, composites).inputs)) {
    const shapes: Shape[] = [];
    for (const { from, to } of incoming) {
      if (to[1] !== port) continue;
      const made = entries.get(from[0])?.made;
      const shape = made && ownShape(made.template, from[1]);
      if (!made || !shape) return { inputs: new Map(), inputFields: [] };
      shapes.push(shape);
      inputFields.push(made.field);
    }
    inputs.set(port, shapes);
  }
  return { inputs, inputFields };
}

/**
 * A node's analysis from that of its inside.
 * @param outputs where its output ports lead inside
 */
export function summedEntry(
  bare: Entry,
  inner: ReadonlyMap<string, Entry>,
  outputs: readonly (readonly [port: string, from: PortRef])[],
): Entry {
  const problems = [...inner.values()].flatMap(({ analysis }) => analysis.problems);
  const cost = { ...NO_COST };
  for (const { analysis } of inner.values()) {
    for (const key of ['parameters', 'statistics', 'macs', 'activationBytes'] as const)
      cost[key] += analysis[key];
  }
  const shapes: Record<string, Shape> = {};
  let field: Field | undefined;
  for (const [port, [id, from]] of outputs) {
    const made = inner.get(id)?.made;
    const shape = made && ownShape(made.template, from);
    if (!made || !shape) return { ...bare, made: null, analysis: unknownNode(problems) };
    shapes[port] = shape;
    field ??= made.field;
  }
  const [shape] = Object.values(shapes);
  if (!shape || !field) return { ...bare, made: null, analysis: unknownNode(problems) };
  const before = bare.inputFields[0] ?? field;
  const primitives = [...inner.values()].reduce((sum, { made }) => sum + (made?.template.primitives ?? 0), 0);
  const analysis = {
    ...cost,
    outputs: shapes,
    shape,
    receptiveField: field.size,
    jump: field.jump,
    effectiveStride: [field.jump[0] / before.jump[0], field.jump[1] / before.jump[1]] as const,
    problems,
  };
  return { ...bare, made: madeOf(shapes, shape, field, cost, primitives), analysis };
}
