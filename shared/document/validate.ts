import { problem, warning, type Problem, type ProblemWhere, type Repair } from '../problems/problem';
import { compositeCycle, compositeIdOf } from './hash';
import { formatPath } from './json';
import { findCycle, reaching, topologicalOrder } from './order';
import { own } from './own';
import type { CompositeDefinition, DocEdge, DocOutput, GraphPart, InlayDocument, PortRef } from './types';

/** A block's ports. `one` takes exactly one edge, `many` one or more. */
interface KindPorts {
  readonly inputs: Readonly<Record<string, 'one' | 'many'>>;
  readonly outputs: readonly string[];
}

/** The ports of a block kind, or undefined where the kind is not known (another check reports that). */
export type PortLookup = (kind: string) => KindPorts | undefined;

/** What stands around a part: a document's outputs, or a composite's own ports. */
export type Surroundings =
  | { readonly outputs: readonly DocOutput[] }
  | {
      readonly inputs: CompositeDefinition['inputs'];
      readonly exits: CompositeDefinition['outputs'];
      /** Path of the part in its file, for `where.path`. */
      readonly path: readonly string[];
    };

export interface GraphCheck {
  readonly problems: readonly Problem[];
  /** Node ids, each after those it reads; among several orders the one nearest the document's. Nodes on a cycle or
   * behind one are missing. */
  readonly order: readonly string[];
}

/** Repairs that are edits of a document's own graph; inside composites there are none. */
function removeEdge(edge: string): Repair {
  return { code: 'remove-edge', args: { edge }, commands: [{ type: 'remove-edge', edge }] };
}

function removeNode(node: string): Repair {
  return { code: 'remove-node', args: { node }, commands: [{ type: 'remove-node', node }] };
}

function connectOutput(node: string, outputs: readonly DocOutput[]): Repair {
  const role = outputs.some((output) => output.role === 'class') ? 'auxiliary' : 'class';
  const entry: DocOutput = { node, role, loss: 'cross-entropy', weight: 1 };
  const commands = [{ type: 'set-outputs', outputs: [...outputs, entry] } as const];
  return { code: 'connect-output', args: { node }, commands };
}

class GraphChecker {
  private readonly problems: Problem[] = [];
  private readonly indices = new Map<string, number>();
  private readonly ports: readonly (KindPorts | undefined)[];
  private readonly successors: number[][];
  /** Input ports with an edge or an outer port on them, by node. */
  private readonly fed: Set<string>[];
  private readonly path: readonly string[];

  constructor(
    private readonly part: GraphPart,
    lookup: PortLookup,
    private readonly around: Surroundings,
  ) {
    this.path = 'path' in around ? around.path : [];
    part.nodes.forEach(({ id }, index) => this.indices.set(id, index));
    // Few kinds, many nodes.
    const known = new Map<string, KindPorts | undefined>();
    for (const { kind } of part.nodes) if (!known.has(kind)) known.set(kind, lookup(kind));
    this.ports = part.nodes.map(({ kind }) => known.get(kind));
    this.successors = part.nodes.map(() => []);
    this.fed = part.nodes.map(() => new Set());
  }

  check(): GraphCheck {
    this.outerPorts();
    this.part.edges.forEach((edge, index) => this.edge(edge, index));
    this.missingInputs();
    const order = topologicalOrder(this.successors);
    this.cycle(order);
    this.ends();
    return { problems: this.problems, order: order.map((index) => this.idOf(index)) };
  }

  private idOf(index: number): string {
    return this.part.nodes[index]!.id;
  }

  private where(path: readonly (string | number)[], rest: ProblemWhere): ProblemWhere {
    const at = formatPath([...this.path, ...path]);
    // A node of a definition is no node of the document: its path says where it is.
    return this.path.length === 0 ? { ...rest, path: at } : { path: at };
  }

  private repairs(...repairs: readonly Repair[]): readonly Repair[] {
    return this.path.length === 0 ? repairs : [];
  }

  /** The ports of a composite lead to ports inside it. */
  private outerPorts(): void {
    if (!('inputs' in this.around)) return;
    this.around.inputs.forEach(({ to }, input) => {
      to.forEach((ref, index) => this.target(ref, this.where(['inputs', input, 'to', index], {}), []));
    });
    this.around.exits.forEach(({ from }, index) => {
      this.source(from, this.where(['outputs', index, 'from'], {}), []);
    });
  }

  private edge(edge: DocEdge, index: number): void {
    const repairs = this.repairs(removeEdge(edge.id));
    const at = (end: 'from' | 'to') => this.where(['edges', index, end], { edge: edge.id });
    const from = this.source(edge.from, at('from'), repairs);
    const to = this.target(edge.to, at('to'), repairs);
    if (from !== undefined && to !== undefined) this.successors[from]!.push(to);
  }

  /** Checks where a value comes from; the node's index where there is one. */
  private source([node, port]: PortRef, where: ProblemWhere, repairs: readonly Repair[]): number | undefined {
    const index = this.indices.get(node);
    if (index === undefined) {
      this.problems.push(problem('edge/dangling', { end: 'from', node }, where, repairs));
      return undefined;
    }
    const known = this.ports[index]?.outputs;
    if (known !== undefined && !known.includes(port)) {
      const at = this.path.length === 0 ? { ...where, node, port } : where;
      this.problems.push(problem('edge/unknown-port', { node, port, known }, at, repairs));
    }
    return index;
  }

  /** Checks where a value goes to, and takes the port; the node's index where there is one. */
  private target([node, port]: PortRef, where: ProblemWhere, repairs: readonly Repair[]): number | undefined {
    const index = this.indices.get(node);
    if (index === undefined) {
      this.problems.push(problem('edge/dangling', { end: 'to', node }, where, repairs));
      return undefined;
    }
    const inputs = this.ports[index]?.inputs;
    const takes = inputs === undefined ? 'many' : own(inputs, port);
    const at = this.path.length === 0 ? { ...where, node, port } : where;
    if (takes === undefined) {
      const known = Object.keys(inputs!);
      this.problems.push(problem('edge/unknown-port', { node, port, known }, at, repairs));
    } else if (takes === 'one' && this.fed[index]!.has(port)) {
      this.problems.push(problem('edge/port-taken', { node, port }, at, repairs));
    }
    this.fed[index]!.add(port);
    return index;
  }

  private missingInputs(): void {
    this.ports.forEach((ports, index) => {
      if (ports === undefined) return;
      for (const port of Object.keys(ports.inputs)) {
        if (this.fed[index]!.has(port)) continue;
        const where = this.where(['nodes', index], { node: this.idOf(index), port });
        this.problems.push(problem('graph/missing-input', { port }, where));
      }
    });
  }

  private cycle(order: readonly number[]): void {
    const cycle = findCycle(this.successors, order);
    if (cycle === null) return;
    const nodes = cycle.map((index) => this.idOf(index));
    // Of the cycle's edges the last one drawn is the likeliest mistake.
    const next = new Map(nodes.map((node, at) => [node, nodes[(at + 1) % nodes.length]!]));
    let closing = this.part.edges.length - 1;
    while (next.get(this.part.edges[closing]!.from[0]) !== this.part.edges[closing]!.to[0]) closing--;
    const edge = this.part.edges[closing]!.id;
    const where = this.where(['edges', closing], { node: nodes[0]!, edge });
    this.problems.push(problem('graph/cycle', { nodes }, where, this.repairs(removeEdge(edge))));
  }

  /** Where values enter and leave the part, and what leads nowhere. */
  private ends(): void {
    if (!('outputs' in this.around)) {
      const exits = this.around.exits.map(({ from }) => from[0]);
      if (exits.length === 0) this.problems.push(problem('graph/no-output', {}, this.where(['outputs'], {})));
      else this.unused(exits, null);
      return;
    }
    const { outputs } = this.around;
    const isInput = (ports: KindPorts | undefined) =>
      ports === undefined || Object.keys(ports.inputs).length === 0;
    if (!this.ports.some(isInput))
      this.problems.push(problem('graph/no-input', {}, this.where(['nodes'], {})));
    outputs.forEach(({ node }, index) => {
      if (this.indices.has(node)) return;
      const where = this.where(['outputs', index, 'node'], {});
      this.problems.push(problem('document/unknown-node', { node }, where));
    });
    const unlisted = this.part.nodes.filter(
      ({ id }, index) => this.isSink(index) && !outputs.some(({ node }) => node === id),
    );
    if (!outputs.some(({ role }) => role === 'class')) {
      const repairs = unlisted.slice(0, 1).map(({ id }) => connectOutput(id, outputs));
      this.problems.push(problem('graph/no-output', {}, this.where(['outputs'], {}), repairs));
    } else {
      this.unused(
        outputs.map(({ node }) => node),
        new Set(unlisted.map(({ id }) => id)),
      );
    }
  }

  /** A block that takes values and gives none: a network's output. */
  private isSink(index: number): boolean {
    const ports = this.ports[index];
    return ports !== undefined && ports.outputs.length === 0 && Object.keys(ports.inputs).length > 0;
  }

  private unused(used: readonly string[], unlisted: ReadonlySet<string> | null): void {
    const ends = used.map((id) => this.indices.get(id)).filter((index) => index !== undefined);
    if (ends.length === 0) return;
    reaching(this.successors, ends).forEach((marked, index) => {
      if (marked === 1) return;
      const node = this.idOf(index);
      const repairs = [removeNode(node)];
      if (unlisted?.has(node) === true && 'outputs' in this.around) {
        repairs.unshift(connectOutput(node, this.around.outputs));
      }
      const where = this.where(['nodes', index], { node });
      this.problems.push(warning('graph/unused-node', { node }, where, this.repairs(...repairs)));
    });
  }
}

/**
 * Checks what needs no block's knowledge but its ports: edges that end nowhere or at no port, ports taken twice or
 * left open, cycles, a graph without input or output, outputs of nodes that are not there, and, as warnings, nodes
 * that no output depends on. Nodes of unknown kinds pass: whether a kind is known is another check.
 * @param part a document, or the inside of a composite
 * @param ports the ports of every kind (`withComposites` adds a document's own)
 * @param around the document's outputs, or the composite's ports
 */
export function validateGraph(part: GraphPart, ports: PortLookup, around: Surroundings): GraphCheck {
  return new GraphChecker(part, ports, around).check();
}

/** A lookup that also knows a document's composites. Their inputs each take one edge. */
function withComposites(ports: PortLookup, composites: InlayDocument['composites']): PortLookup {
  return (kind) => {
    const id = compositeIdOf(kind);
    if (id === null) return ports(kind);
    const definition = own(composites, id);
    if (definition === undefined) return undefined;
    return {
      inputs: Object.fromEntries(definition.inputs.map(({ port }) => [port, 'one'])),
      outputs: definition.outputs.map(({ port }) => port),
    };
  };
}

/**
 * `validateGraph` of a document and of every composite in it. Composites that use each other are a problem too; nodes
 * of a composite that is not there are reported with the block kinds.
 * @param ports the ports of the registered blocks
 */
export function validateDocument(document: InlayDocument, ports: PortLookup): GraphCheck {
  const lookup = withComposites(ports, document.composites);
  const problems: Problem[] = [];
  for (const [id, definition] of Object.entries(document.composites)) {
    const { inputs, outputs } = definition;
    const around = { inputs, exits: outputs, path: ['composites', id] };
    for (const found of validateGraph(definition, lookup, around).problems) problems.push(found);
  }
  const cycle = compositeCycle(document.composites);
  if (cycle !== null) {
    const where = { path: formatPath(['composites', cycle[0]!]) };
    problems.push(problem('composite/cycle', { nodes: cycle }, where));
  }
  const main = validateGraph(document, lookup, { outputs: document.outputs });
  return { problems: [...problems, ...main.problems], order: main.order };
}
