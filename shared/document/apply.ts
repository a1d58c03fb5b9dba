import { recipeBookProblems } from '../recipe/schema';
import { catchProblem } from '../problems/catch';
import { fail, ProblemSignal, type Problem } from '../problems/problem';
import type { Result } from '../problems/result';
import { setComposite } from './apply-composite';
import type { Command } from './command';
import { commandSchema } from './command-schema';
import { own } from './own';
import { MAX_EDGES, MAX_NODES } from './schema';
import { check } from './strict';
import type { DocEdge, DocNode, InlayDocument, Layout } from './types';

export interface Applied {
  readonly doc: InlayDocument;
  /** Applied in this order to `doc`, these give the document before, to the byte of its print. */
  readonly inverse: readonly Command[];
}

type CommandOf<T extends Command['type']> = Extract<Command, { readonly type: T }>;

/**
 * Carries out one command. The given document stays as it is; the new one shares every node, edge and list that did
 * not change. What passes keeps the document savable: the command's values are checked as a file's are, ids stay
 * unique. It need not keep the graph whole (an edge may dangle while people draw); validation tells.
 * Problems: those of the file's form (paths are inside the command), `document/unknown-node`,
 * `document/unknown-edge`, `document/duplicate-id`, `document/unknown-recipe`, `document/too-large`,
 * `composite/cycle`.
 */
export function applyCommand(doc: InlayDocument, command: Command): Result<Applied> {
  const checked = check(commandSchema, command);
  if (!checked.ok) return { ok: false, problem: checked.problems[0]! };
  return catchProblem(() => dispatch(doc, command));
}

/** Carries out commands in order. Where one fails, none is carried out. */
export function applyCommands(doc: InlayDocument, commands: readonly Command[]): Result<Applied> {
  let current = doc;
  const inverses: (readonly Command[])[] = [];
  for (const command of commands) {
    const applied = applyCommand(current, command);
    if (!applied.ok) return applied;
    current = applied.value.doc;
    inverses.push(applied.value.inverse);
  }
  return { ok: true, value: { doc: current, inverse: inverses.reverse().flat() } };
}

const HANDLERS: { readonly [T in Command['type']]: (doc: InlayDocument, command: CommandOf<T>) => Applied } =
  {
    'add-node': addNode,
    'remove-node': removeNode,
    'set-param': setParam,
    'set-node': setNode,
    'replace-node': replaceNode,
    'add-edge': addEdge,
    'remove-edge': removeEdge,
    'reconnect-edge': reconnectEdge,
    'move-nodes': moveNodes,
    'set-outputs': setOutputs,
    'set-recipe': setRecipe,
    'set-name': setName,
    'set-composite': (doc, command) => setComposite(doc, command.id, command.definition),
    'set-notes': setNotes,
  };

function dispatch(doc: InlayDocument, command: Command): Applied {
  const handler = HANDLERS[command.type] as (doc: InlayDocument, command: Command) => Applied;
  return handler(doc, command);
}

function nodeIndex(doc: InlayDocument, id: string): number {
  const index = doc.nodes.findIndex((node) => node.id === id);
  return index === -1 ? fail('document/unknown-node', { node: id }, { node: id }) : index;
}

function edgeIndex(doc: InlayDocument, id: string): number {
  const index = doc.edges.findIndex((edge) => edge.id === id);
  return index === -1 ? fail('document/unknown-edge', { edge: id }, { edge: id }) : index;
}

function refuseDuplicates(ids: readonly string[]): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) fail('document/duplicate-id', { id });
    seen.add(id);
  }
}

/** The list with an item put in; at the end when `index` is absent or beyond it. */
function inserted<T>(items: readonly T[], item: T, index: number = items.length): readonly T[] {
  return [...items.slice(0, index), item, ...items.slice(index)];
}

function replaced<T>(items: readonly T[], index: number, item: T): readonly T[] {
  return items.map((old, at) => (at === index ? item : old));
}

function withPlaces(layout: Layout, to: CommandOf<'move-nodes'>['to']): Layout {
  const result: Record<string, readonly [number, number]> = { ...layout };
  for (const [id, at] of Object.entries(to)) {
    if (at === null) delete result[id];
    else result[id] = at;
  }
  return result;
}

function addNode(doc: InlayDocument, { node, at, index }: CommandOf<'add-node'>): Applied {
  if (doc.nodes.length >= MAX_NODES) {
    fail('document/too-large', { what: 'nodes', limit: MAX_NODES, found: doc.nodes.length + 1 });
  }
  if (doc.nodes.some(({ id }) => id === node.id))
    fail('document/duplicate-id', { id: node.id }, { node: node.id });
  const nodes = inserted(doc.nodes, node, index);
  const layout = at === null ? doc.layout : withPlaces(doc.layout, { [node.id]: at });
  // Edges and outputs that wait for this very node (a file may hold such) stay when it goes again.
  const inverse: Command[] = [{ type: 'remove-node', node: node.id }, ...restoring(doc, node.id)];
  return { doc: { ...doc, nodes, layout }, inverse };
}

function touches({ from, to }: DocEdge, id: string): boolean {
  return from[0] === id || to[0] === id;
}

/** Commands that bring back the edges and the output entry that removing a node takes along. */
function restoring(doc: InlayDocument, id: string): readonly Command[] {
  const commands: Command[] = [];
  doc.edges.forEach((edge, index) => {
    if (touches(edge, id)) commands.push({ type: 'add-edge', edge, index });
  });
  if (doc.outputs.some(({ node }) => node === id))
    commands.push({ type: 'set-outputs', outputs: doc.outputs });
  return commands;
}

/** Edges, place and output entry go with the node; the inverse brings each back to where it was. */
function removeNode(doc: InlayDocument, { node: id }: CommandOf<'remove-node'>): Applied {
  const index = nodeIndex(doc, id);
  const at = own(doc.layout, id) ?? null;
  const restored = restoring(doc, id);
  const takes = (type: Command['type']) => restored.some((command) => command.type === type);
  const rest = {
    nodes: doc.nodes.filter((node) => node.id !== id),
    edges: takes('add-edge') ? doc.edges.filter((edge) => !touches(edge, id)) : doc.edges,
    outputs: takes('set-outputs') ? doc.outputs.filter(({ node }) => node !== id) : doc.outputs,
    layout: at === null ? doc.layout : withPlaces(doc.layout, { [id]: null }),
  };
  const inverse: Command[] = [{ type: 'add-node', node: doc.nodes[index]!, at, index }, ...restored];
  return { doc: { ...doc, ...rest }, inverse };
}

function withNode(doc: InlayDocument, index: number, node: DocNode): InlayDocument {
  return { ...doc, nodes: replaced(doc.nodes, index, node) };
}

/** A parameter that was not there is added: the repair of a missing one. */
function setParam(doc: InlayDocument, { node: id, param, value }: CommandOf<'set-param'>): Applied {
  const index = nodeIndex(doc, id);
  const node = doc.nodes[index]!;
  const before = own(node.params, param);
  const inverse: Command =
    before === undefined
      ? { type: 'replace-node', node: id, by: node }
      : { type: 'set-param', node: id, param, value: before };
  return {
    doc: withNode(doc, index, { ...node, params: { ...node.params, [param]: value } }),
    inverse: [inverse],
  };
}

function setNode(doc: InlayDocument, { node: id, change }: CommandOf<'set-node'>): Applied {
  const index = nodeIndex(doc, id);
  const node = doc.nodes[index]!;
  const keys = (['label', 'repeat', 'train'] as const).filter((key) => change[key] !== undefined);
  const pick = (from: CommandOf<'set-node'>['change']) =>
    Object.fromEntries(keys.map((key) => [key, from[key]]));
  return {
    doc: withNode(doc, index, { ...node, ...pick(change) }),
    inverse: [{ type: 'set-node', node: id, change: pick(node) }],
  };
}

function replaceNode(doc: InlayDocument, { node: id, by }: CommandOf<'replace-node'>): Applied {
  const index = nodeIndex(doc, id);
  if (by.id !== id) {
    const args = { expected: JSON.stringify(id), found: JSON.stringify(by.id) };
    fail('document/invalid-value', args, { node: id, path: 'by.id' });
  }
  return {
    doc: withNode(doc, index, by),
    inverse: [{ type: 'replace-node', node: id, by: doc.nodes[index]! }],
  };
}

function addEdge(doc: InlayDocument, { edge, index }: CommandOf<'add-edge'>): Applied {
  if (doc.edges.length >= MAX_EDGES) {
    fail('document/too-large', { what: 'edges', limit: MAX_EDGES, found: doc.edges.length + 1 });
  }
  if (doc.edges.some(({ id }) => id === edge.id))
    fail('document/duplicate-id', { id: edge.id }, { edge: edge.id });
  return {
    doc: { ...doc, edges: inserted(doc.edges, edge, index) },
    inverse: [{ type: 'remove-edge', edge: edge.id }],
  };
}

function removeEdge(doc: InlayDocument, { edge: id }: CommandOf<'remove-edge'>): Applied {
  const index = edgeIndex(doc, id);
  return {
    doc: { ...doc, edges: doc.edges.filter((_, at) => at !== index) },
    inverse: [{ type: 'add-edge', edge: doc.edges[index]!, index }],
  };
}

function reconnectEdge(doc: InlayDocument, { edge: id, from, to }: CommandOf<'reconnect-edge'>): Applied {
  const index = edgeIndex(doc, id);
  const edge = doc.edges[index]!;
  const inverse: Command = {
    type: 'reconnect-edge',
    edge: id,
    ...(from === undefined ? {} : { from: edge.from }),
    ...(to === undefined ? {} : { to: edge.to }),
  };
  const moved = { ...edge, from: from ?? edge.from, to: to ?? edge.to };
  return { doc: { ...doc, edges: replaced(doc.edges, index, moved) }, inverse: [inverse] };
}

function moveNodes(doc: InlayDocument, { to }: CommandOf<'move-nodes'>): Applied {
  const ids = Object.keys(to);
  const known = new Set(doc.nodes.map(({ id }) => id));
  for (const id of ids) if (!known.has(id)) fail('document/unknown-node', { node: id }, { node: id });
  const before = Object.fromEntries(ids.map((id) => [id, own(doc.layout, id) ?? null]));
  return {
    doc: { ...doc, layout: withPlaces(doc.layout, to) },
    inverse: [{ type: 'move-nodes', to: before }],
  };
}

function setOutputs(doc: InlayDocument, { outputs }: CommandOf<'set-outputs'>): Applied {
  refuseDuplicates(outputs.map(({ node }) => node));
  return { doc: { ...doc, outputs }, inverse: [{ type: 'set-outputs', outputs: doc.outputs }] };
}

function setRecipe(doc: InlayDocument, { recipe }: CommandOf<'set-recipe'>): Applied {
  refuseFirst(recipeBookProblems(recipe, 'recipe'));
  return { doc: { ...doc, recipe }, inverse: [{ type: 'set-recipe', recipe: doc.recipe }] };
}

function refuseFirst(problems: readonly Problem[]): void {
  if (problems[0] !== undefined) throw new ProblemSignal(problems[0]);
}

function setName(doc: InlayDocument, { name }: CommandOf<'set-name'>): Applied {
  return { doc: { ...doc, name }, inverse: [{ type: 'set-name', name: doc.name }] };
}

function setNotes(doc: InlayDocument, { notes }: CommandOf<'set-notes'>): Applied {
  refuseDuplicates(notes.map(({ id }) => id));
  return { doc: { ...doc, notes }, inverse: [{ type: 'set-notes', notes: doc.notes }] };
}
