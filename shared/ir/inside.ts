import type { InputPorts } from '../blocks/block';
import type { ParamSpecs } from '../blocks/params';
import { blockOf, checkParams, migrateNode } from '../blocks/registry';
import { compositeIdOf } from '../document/hash';
import type { DocEdge, DocNode, InlayDocument, ParamValue, PortRef } from '../document/types';
import { catchProblem } from '../problems/catch';
import { fail, ProblemSignal } from '../problems/problem';
import type { Analysis } from './analyse';
import { definitionOf } from './composite';
import { entryOf, ownShape, unmade, type Entry, type NodeAnalysis } from './entry';
import { arriving, outsideEntries, outsideId, summedEntry } from './inside-entries';
import { MAX_PRIMITIVES, placed, portsOfNode } from './lower';
import { counted, evaluateParams, exposedScope, OUTERMOST, type Scope } from './parameters';
import { partOfDefinition, partOfFragment, type InnerPart, type PartStep, type Source } from './part';
import type { Shape } from './shape';

/** A node inside a composite. */
export interface InsideNode {
  /** Unique inside this composite. */
  readonly id: string;
  /** From the document's node on: `mlp1/conv1`. Weights and problems name inner nodes by it. */
  readonly path: string;
  readonly kind: string;
  readonly label: string;
  /** Expressions are evaluated, but for those of a repeated node, whose copies differ. */
  readonly params: Readonly<Record<string, ParamValue>>;
  /** Whether it opens in turn. */
  readonly composite: boolean;
  readonly analysis: NodeAnalysis;
}

interface InsideEdge {
  readonly id: string;
  /** Ids here are those of this composite's inner nodes. */
  readonly from: PortRef;
  readonly to: PortRef;
  readonly shape: Shape | null;
}

/** What a composite is made of. */
export interface Inside {
  /** In topological order. */
  readonly nodes: readonly InsideNode[];
  readonly edges: readonly InsideEdge[];
  /** The composite's own input ports, and the inner ports each feeds. */
  readonly inputs: Readonly<Record<string, readonly PortRef[]>>;
  readonly outputs: Readonly<Record<string, PortRef>>;
}

/** A node under its path, its analysis, and what its expressions can name. */
interface Item {
  readonly node: DocNode;
  readonly entry: Entry;
  readonly scope: Scope;
  /** Kinds of the users' own blocks around it. */
  readonly around: readonly string[];
}

interface Opened {
  readonly inside: Inside;
  readonly items: ReadonlyMap<string, Item>;
}

/** One call's work. `left`: inner nodes that may still be made, so that nested repeats keep no window waiting. */
interface Work {
  readonly composites: InlayDocument['composites'];
  left: number;
}

/**
 * The inside of a node, with shapes, costs and receptive fields of every inner node. A node that is repeated opens
 * into its copies, called `0`, `1`, … as in the names of their weights, and each of these opens in turn.
 * @param path a node of the document, or one inside it: `a/b`
 * @returns null for a path that leads nowhere, a block that does not open, and a built-in composite while the shapes
 *   that reach it are not known or do not fit, since its inside depends on them
 */
export function insideOf(analysis: Analysis, path: string): Inside | null {
  const work: Work = { composites: analysis.document.composites, left: MAX_PRIMITIVES };
  const [id = '', ...rest] = path.split('/');
  const entry = analysis.entries.get(id);
  let item = entry && rootItem(entry);
  for (const step of rest) item = item && open(item, work)?.items.get(step);
  return (item && open(item, work)?.inside) ?? null;
}

const roots = new WeakMap<Entry, Item>();

function rootItem(entry: Entry): Item {
  let item = roots.get(entry);
  if (!item) roots.set(entry, (item = { node: entry.node, entry, scope: OUTERMOST, around: [] }));
  return item;
}

/** An entry is taken over by later analyses only while the document's definitions are the same: no need to ask. */
const opened = new WeakMap<Item, Opened | null>();

function open(item: Item, work: Work): Opened | null {
  let result = opened.get(item);
  if (result === undefined) {
    const made = catchProblem(() => openNow(item, work));
    result = made.ok ? made.value : null;
    opened.set(item, result);
  }
  return result;
}

function openNow(item: Item, work: Work): Opened | null {
  const { node, count, scope } = counted(item.node, item.scope);
  if (count > 1) {
    const scopeOf = (copy: DocNode) => ({ ...scope, repeat: Number(copy.id) });
    return assemble(item, copies(node, count, work), item.around, scopeOf, work);
  }
  if (compositeIdOf(node.kind) === null) return openBlock({ ...item, node, scope }, work);
  // The document's own problem; here it only must end.
  if (item.around.includes(node.kind)) return null;
  const definition = definitionOf(node.kind, work.composites);
  const inner = exposedScope(definition, node.params, scope);
  return assemble(item, partOfDefinition(definition), [...item.around, node.kind], () => inner, work);
}

function openBlock(item: Item, work: Work): Opened | null {
  const { node, entry, scope } = item;
  const block = blockOf(node.kind);
  if (block?.type !== 'composite') return null;
  const ports = block.inputs as InputPorts;
  const shapes: Record<string, Shape | readonly Shape[]> = {};
  for (const [port, takes] of Object.entries(ports)) {
    const [first, ...more] = entry.inputs.get(port) ?? [];
    if (first === undefined) return null;
    shapes[port] = takes === 'many' ? [first, ...more] : first;
  }
  const { params } = withValues(node, scope);
  const part = partOfFragment(block.expand(params, shapes), (port) => ports[port] === 'many');
  return assemble(item, part, item.around, () => OUTERMOST, work);
}

/** A repeated node as a chain of its copies. Settings of parts are the whole node's. */
function copies(node: DocNode, count: number, { composites }: Work): InnerPart {
  const ports = portsOfNode(node, composites);
  const [input = ''] = Object.keys(ports.inputs);
  const [output = ''] = ports.outputs;
  const steps = Array.from({ length: count }, (_, index): PartStep => {
    const source: Source =
      index === 0
        ? { from: 'outside', port: input, position: null }
        : { from: 'node', node: String(index - 1), port: output };
    const copy = { ...node, id: String(index), repeat: 1, train: { ...node.train, parts: {} } };
    return { node: copy, sources: new Map([[input, [source]]]) };
  });
  return { steps, outputs: [[output, [String(count - 1), output]]] };
}

/** Analyses the nodes of a part one after the other. */
function assemble(
  item: Item,
  part: InnerPart,
  around: readonly string[],
  scopeOf: (node: DocNode) => Scope,
  work: Work,
): Opened {
  const items = new Map<string, Item>();
  const entries = outsideEntries(item.entry);
  const edges = new Edges(item, entries);
  for (const step of part.steps) {
    if (--work.left < 0) {
      fail('document/too-large', { what: 'nodes', limit: MAX_PRIMITIVES, found: MAX_PRIMITIVES + 1 });
    }
    const node = { ...step.node, id: `${item.node.id}/${step.node.id}` };
    const inner = innerItem(node, edges.into(step), entries, { scope: scopeOf(step.node), around }, work);
    items.set(step.node.id, inner);
    entries.set(node.id, inner.entry);
  }
  const nodes = [...items].map(([id, inner]) => insideNode(id, inner, work));
  const inside = { nodes, ...edges.drawn(), outputs: Object.fromEntries(part.outputs) };
  return { inside, items };
}

function innerItem(
  stored: DocNode,
  incoming: readonly DocEdge[],
  entries: ReadonlyMap<string, Entry>,
  { scope: outer, around }: Pick<Item, 'scope' | 'around'>,
  work: Work,
): Item {
  const number = catchProblem(() => placed(stored.id, () => counted(stored, outer)));
  if (!number.ok) return { node: stored, entry: unmade(stored, [number.problem]), scope: outer, around };
  const { node, count, scope } = number.value;
  const place = { scope, around };
  if (count === 1 && compositeIdOf(node.kind) === null) {
    const literal = catchProblem(() => placed(node.id, () => withValues(node, place.scope)));
    if (!literal.ok) return { node, entry: unmade(node, [literal.problem]), ...place };
    const wired = { node: literal.value, incoming, outgoing: [] };
    const entry = entryOf(wired, entries, work.composites, undefined);
    return { ...place, node: literal.value, entry };
  }
  // Expressions inside it need the scope, which only opening it gives them.
  const bare = catchProblem(() => arriving(node, incoming, entries, work.composites));
  if (!bare.ok) return { node, entry: unmade(node, [bare.problem]), ...place };
  const item = { node, entry: { ...unmade(node, []), ...bare.value }, ...place };
  const inner = open(item, work);
  if (!inner) return item;
  const innerEntries = new Map([...inner.items].map(([id, { entry }]) => [id, entry]));
  const summed = {
    ...item,
    entry: summedEntry(item.entry, innerEntries, Object.entries(inner.inside.outputs)),
  };
  opened.set(summed, inner);
  return summed;
}

/** A node of a registered block with its expressions evaluated. Signals what is wrong with its stored parameters. */
function withValues(node: DocNode, scope: Scope): DocNode {
  for (const unfit of checkParams(node)) throw new ProblemSignal(unfit);
  const current = migrateNode(node);
  const specs = (blockOf(node.kind)?.params ?? {}) as ParamSpecs;
  return { ...current, params: evaluateParams(specs, current.params, scope) };
}

function insideNode(id: string, { node, entry, scope }: Item, { composites }: Work): InsideNode {
  const { id: path, kind, label } = node;
  const own = compositeIdOf(kind) !== null;
  const exposed =
    own && node.repeat === 1
      ? catchProblem(() => exposedScope(definitionOf(kind, composites), node.params, scope).params)
      : null;
  const params = exposed?.ok ? exposed.value : node.params;
  const composite = own || node.repeat !== 1 || blockOf(kind)?.type === 'composite';
  return { id, path, kind, label, params, composite, analysis: entry.analysis };
}

/** The edges of a part: those the analysis reads, which end at paths, and those to draw. */
class Edges {
  private readonly edges: InsideEdge[] = [];
  private readonly inputs = new Map<string, PortRef[]>();
  private readonly used = new Map<string, number>();

  constructor(
    private readonly item: Item,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** The edges that reach a node, in the order of its ports. */
  into({ node, sources }: PartStep): readonly DocEdge[] {
    return [...sources].flatMap(([port, list]) =>
      list.flatMap((source) => {
        const froms = source.from === 'node' ? [this.inner(source, [node.id, port])] : this.outer(source);
        if (source.from === 'outside') this.feed(source, [node.id, port]);
        return froms.map((from): DocEdge => ({
          id: '',
          from,
          to: [`${this.item.node.id}/${node.id}`, port],
        }));
      }),
    );
  }

  private inner({ node, port }: Source & { from: 'node' }, to: PortRef): PortRef {
    const path = `${this.item.node.id}/${node}`;
    const made = this.entries.get(path)?.made;
    const shape = (made && ownShape(made.template, port)) ?? null;
    const id = `${node}.${port}>${to.join('.')}`;
    const count = this.used.get(id) ?? 0;
    this.used.set(id, count + 1);
    this.edges.push({ id: count === 0 ? id : `${id}#${count + 1}`, from: [node, port], to, shape });
    return [path, port];
  }

  private outer({ port, position }: Source & { from: 'outside' }): readonly PortRef[] {
    if (position !== null) return [[outsideId(port, position), 'out']];
    // While nothing is known of it, one edge stands for what will come.
    const count = Math.max(1, this.item.entry.inputs.get(port)?.length ?? 1);
    return Array.from({ length: count }, (_, index) => [outsideId(port, index), 'out'] as const);
  }

  private feed({ port, position }: Source & { from: 'outside' }, to: PortRef): void {
    const fed = this.inputs.get(port) ?? [];
    this.inputs.set(port, fed);
    if (position === null) fed.push(to);
    else fed[position] = to;
  }

  drawn(): Pick<Inside, 'edges' | 'inputs'> {
    return { edges: this.edges, inputs: Object.fromEntries(this.inputs) };
  }
}
