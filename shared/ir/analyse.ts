import { portsOf } from '../blocks/registry';
import type { InlayDocument } from '../document/types';
import { own } from '../document/own';
import { validateDocument, type GraphCheck } from '../document/validate';
import type { ProblemCode } from '../problems/catalogue';
import { problem, ProblemSignal, type Problem } from '../problems/problem';
import { entryOf, ownShape, unknownNode, unmade, type Entry, type NodeAnalysis } from './entry';
import { lowerNode } from './lower';
import { maskProblems } from './masks';
import { withRepairs } from './repairs';
import { formatShape, type Shape } from './shape';
import { standIns } from './template';
import { upstream, wire, type Wiring } from './wiring';

export type { NodeAnalysis } from './entry';

export interface Totals {
  /** Trainable values of all nodes. */
  readonly parameters: number;
  /** Those that a prediction needs: auxiliary heads fall away. */
  readonly inferenceParameters: number;
  readonly macs: number;
  readonly activationBytes: number;
}

/** Everything that can be said of a document's graph without running it. */
export interface Analysis {
  readonly document: InlayDocument;
  /** Node ids in topological order; those on a cycle or behind one are missing. */
  readonly order: readonly string[];
  /** Every node of the document. */
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  /** Shape on each edge whose source is known. */
  readonly edges: ReadonlyMap<string, Shape>;
  readonly totals: Totals;
  /** In document order: nodes, then edges, then the rest. */
  readonly problems: readonly Problem[];
  /** Edges by node, and what the next analysis and `toIr` take over. */
  readonly wiring: Wiring;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly structure: GraphCheck;
}

/**
 * Shapes, costs, receptive fields and problems of a document. Never throws for a bad document: whatever is wrong is a
 * problem, and what depends on it stays unknown without being blamed.
 * @param previous an analysis of an earlier state of the same document: nodes that did not change, and whose inputs
 *   did not, are taken over, so that an edit costs what it touches
 */
export function analyse(document: InlayDocument, previous?: Analysis): Analysis {
  const structure = structureOf(document, previous);
  const { order } = structure;
  const wiring = wire(document);
  const entries = entriesOf(document, order, wiring, previous);
  const nodes = new Map<string, NodeAnalysis>();
  for (const { id } of document.nodes) nodes.set(id, entries.get(id)?.analysis ?? unknownNode([]));
  const edges = edgeShapes(document, entries);
  const found = [...structure.problems, ...[...nodes.values()].flatMap((node) => node.problems)];
  const problems = finished(
    [...found, ...outputProblems(document, entries), ...recipeProblems(document, entries)],
    {
      document,
      wiring,
      edges,
      entries,
    },
  );
  const totals = totalsOf(document, wiring, entries);
  return { document, order, nodes, edges, totals, problems, wiring, entries, structure };
}

/** Beyond this many primitives in all, nodes stay unknown, so that no document keeps the window waiting. */
const MAX_GRAPH = 200_000;

function entriesOf(
  document: InlayDocument,
  order: readonly string[],
  wiring: Wiring,
  previous: Analysis | undefined,
): ReadonlyMap<string, Entry> {
  const { composites } = document;
  const reuse = previous?.document.composites === composites ? previous.entries : undefined;
  const entries = new Map<string, Entry>();
  let primitives = 0;
  for (const id of order) {
    const wired = wiring.get(id)!;
    const entry =
      primitives > MAX_GRAPH ? unmade(wired.node, []) : entryOf(wired, entries, composites, reuse?.get(id));
    primitives += entry.made?.template.primitives ?? 0;
    entries.set(
      id,
      primitives > MAX_GRAPH && entry.made ? unmade(wired.node, [tooMany(id, primitives)]) : entry,
    );
  }
  return entries;
}

function tooMany(node: string, found: number): Problem {
  return problem('document/too-large', { what: 'primitives', limit: MAX_GRAPH, found }, { node });
}

/** Structure depends on ids, kinds, edges, outputs and definitions: most edits, which set parameters, change none. */
function structureOf(document: InlayDocument, previous: Analysis | undefined): GraphCheck {
  const old = previous?.document;
  const same =
    old !== undefined &&
    old.edges === document.edges &&
    old.outputs === document.outputs &&
    old.composites === document.composites &&
    old.nodes.length === document.nodes.length &&
    old.nodes.every(({ id, kind }, index) => {
      const node = document.nodes[index]!;
      return node.id === id && node.kind === kind;
    });
  return same ? previous!.structure : validateDocument(document, portsOf);
}

function edgeShapes(
  document: InlayDocument,
  entries: ReadonlyMap<string, Entry>,
): ReadonlyMap<string, Shape> {
  const shapes = new Map<string, Shape>();
  for (const edge of document.edges) {
    const made = entries.get(edge.from[0])?.made;
    const shape = made && ownShape(made.template, edge.from[1]);
    if (shape) shapes.set(edge.id, shape);
  }
  return shapes;
}

/** Every loss needs a vector of logits. */
function outputProblems(document: InlayDocument, entries: ReadonlyMap<string, Entry>): readonly Problem[] {
  return document.outputs.flatMap(({ node }) => {
    const shape = entries.get(node)?.made?.template.shape;
    if (!shape || shape.length === 1) return [];
    return [problem('shape/needs-vector', { found: formatShape(shape) }, { node })];
  });
}

/** Codes of `batchProblems`. */
export const BATCH_PROBLEMS: ReadonlySet<ProblemCode> = new Set([
  'shape/single-value-norm',
  'shape/masks-too-large',
]);

/** What training in batches of a size stands against: batch norms of a single value, masks too large for memory. */
export function batchProblems(entries: ReadonlyMap<string, Entry>, batch: number): readonly Problem[] {
  return [...entries].flatMap(([node, { made }]) => {
    if (!made) return [];
    const { singleNorm: shape, masks } = made.template;
    const single =
      shape && batch === 1
        ? [problem('shape/single-value-norm', { found: formatShape(shape) }, { node })]
        : [];
    return [...single, ...maskProblems(node, masks, batch)];
  });
}

/** Those of the recipe in use. */
function recipeProblems({ recipe }: InlayDocument, entries: ReadonlyMap<string, Entry>): readonly Problem[] {
  const active = own(recipe.recipes, recipe.active);
  return active ? batchProblems(entries, active.batch) : [];
}

function totalsOf(document: InlayDocument, wiring: Wiring, entries: ReadonlyMap<string, Entry>): Totals {
  const main = document.outputs.filter(({ role }) => role === 'class').map(({ node }) => node);
  const needed = upstream(wiring, main);
  const totals = { parameters: 0, inferenceParameters: 0, macs: 0, activationBytes: 0 };
  for (const [id, { analysis }] of entries) {
    totals.parameters += analysis.parameters;
    totals.macs += analysis.macs;
    totals.activationBytes += analysis.activationBytes;
    if (needed.has(id)) totals.inferenceParameters += analysis.parameters;
  }
  return totals;
}

/** Repairs are made for this many problems; a document with more is broken otherwise than by single slips. */
const MAX_REPAIRED = 100;

/** Problems in document order, each with its repairs. */
function finished(
  problems: readonly Problem[],
  { document, wiring, edges, entries }: Pick<Analysis, 'document' | 'wiring' | 'edges' | 'entries'>,
): readonly Problem[] {
  if (problems.length === 0) return problems;
  const places = new Map<string, number>();
  for (const { id } of document.nodes) places.set(`node ${id}`, places.size);
  for (const { id } of document.edges) places.set(`edge ${id}`, places.size);
  const placeOf = ({ where: { node = '', edge = '' } }: Problem) =>
    places.get(`node ${node.split('/')[0] ?? ''}`) ?? places.get(`edge ${edge}`) ?? places.size;
  const works = (node: Entry['node']) => {
    const entry = entries.get(node.id);
    return entry !== undefined && lowers(() => lowerNode(node, standIns(entry.inputs), document.composites));
  };
  return problems
    .map((item) => ({ item, place: placeOf(item) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }, index) =>
      index < MAX_REPAIRED ? withRepairs(item, { document, wiring, edges, works }) : item,
    );
}

function lowers(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof ProblemSignal) return false;
    throw error;
  }
}
