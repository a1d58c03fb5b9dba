import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { COMPOSITE_PREFIX } from './schema';
import type { CompositeDefinition, DocNode, GraphPart, InlayDocument } from './types';

/*
 * Logical hashes: SHA-256 of a canonical JSON text of what a network computes and how it learns by itself.
 * In it: nodes by id (kind, kind version, parameters, repeat, train settings), for each input port its edges' sources
 * in edge order (the order of a concat is weight layout), the outputs, and the composites in use by their own hashes.
 * Not in it: layout, notes, names, labels, edge ids, the order of nodes in the file, and the recipe, which a run
 * records apart, since one network is trained by many.
 */

type Composites = Readonly<Record<string, CompositeDefinition>>;
/** Hash of the composite of this id, or undefined when the document has none. */
type HashOf = (id: string) => string | undefined;

/** JSON text that does not depend on key order: keys sorted by code unit, no spaces. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const record = value as Readonly<Record<string, unknown>>;
  const members = Object.keys(record)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(record[key])}`);
  return `{${members.join(',')}}`;
}

function sha256Hex(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value))));
}

/** The composite id a node's kind names, or null for a built-in block. */
export function compositeIdOf(kind: string): string | null {
  return kind.startsWith(COMPOSITE_PREFIX) ? kind.slice(COMPOSITE_PREFIX.length) : null;
}

function logicalNode(node: DocNode, hashOf: HashOf): unknown {
  const id = compositeIdOf(node.kind);
  const hash = id === null ? undefined : hashOf(id);
  const { kindVersion, params, repeat, train } = node;
  return {
    kind: hash === undefined ? node.kind : `${COMPOSITE_PREFIX}${hash}`,
    kindVersion,
    params,
    repeat,
    train,
  };
}

/** Entries of a map as an object without a prototype, so that no key means anything special. */
function toRecord<V>(entries: Iterable<readonly [string, V]>): Record<string, V> {
  const record = Object.create(null) as Record<string, V>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

function logicalGraph(part: GraphPart, hashOf: HashOf): unknown {
  const ports = new Map<string, unknown[]>();
  for (const edge of part.edges) {
    // Ids and port names hold no slash.
    const port = edge.to.join('/');
    const sources = ports.get(port);
    if (sources === undefined) ports.set(port, [edge.from]);
    else sources.push(edge.from);
  }
  const nodes = part.nodes.map((node) => [node.id, logicalNode(node, hashOf)] as const);
  return { nodes: toRecord(nodes), edges: toRecord(ports) };
}

function hashDefinition(definition: CompositeDefinition, hashOf: HashOf): string {
  const { params, inputs, outputs } = definition;
  return sha256Hex({
    ...(logicalGraph(definition, hashOf) as object),
    params: params.map(({ name, type, default: value }) => ({ name, type, default: value })),
    inputs,
    outputs,
  });
}

/**
 * Hashes of a document's composites by id, made on demand. A definition's hash covers the definitions it uses, so
 * equal hashes are equal blocks in any document. Composites that use each other have none: those uses are hashed
 * by id (parse and `applyCommand` refuse them).
 */
function hasher(composites: Composites): HashOf {
  const known = new Map<string, string>();
  const open = new Set<string>();
  const hashOf: HashOf = (id) => {
    const hash = known.get(id);
    if (hash !== undefined) return hash;
    if (open.has(id) || !Object.prototype.hasOwnProperty.call(composites, id)) return undefined;
    open.add(id);
    const made = hashDefinition(composites[id]!, hashOf);
    open.delete(id);
    known.set(id, made);
    return made;
  };
  return hashOf;
}

/**
 * The logical hash of a composite definition: its inside, exposed parameters and ports, without id, name, labels
 * and layout.
 * @param composites the definitions it may use
 */
export function compositeHash(definition: CompositeDefinition, composites: Composites = {}): string {
  return hashDefinition(definition, hasher(composites));
}

/** The computed hash of every composite, by id. */
export function compositeHashes(composites: Composites): ReadonlyMap<string, string> {
  const hashOf = hasher(composites);
  return new Map(Object.keys(composites).map((id) => [id, hashOf(id)!]));
}

/** The logical hash of a document's graph, 64 hexadecimal digits. */
export function logicalHash(document: InlayDocument): string {
  const graph = logicalGraph(document, hasher(document.composites)) as object;
  return sha256Hex({ ...graph, outputs: document.outputs });
}

/** The ids of the definitions a definition uses, each once. */
export function compositesUsedBy(part: GraphPart): ReadonlySet<string> {
  const used = new Set<string>();
  for (const node of part.nodes) {
    const id = compositeIdOf(node.kind);
    if (id !== null) used.add(id);
  }
  return used;
}

/** Ids of composites that use each other in a circle, in order, or null. */
export function compositeCycle(composites: Composites): readonly string[] | null {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (id: string): readonly string[] | null => {
    if (done.has(id) || !Object.prototype.hasOwnProperty.call(composites, id)) return null;
    const start = trail.indexOf(id);
    if (start !== -1) return trail.slice(start);
    trail.push(id);
    for (const used of compositesUsedBy(composites[id]!)) {
      const cycle = visit(used);
      if (cycle !== null) return cycle;
    }
    trail.pop();
    done.add(id);
    return null;
  };
  for (const id of Object.keys(composites)) {
    const cycle = visit(id);
    if (cycle !== null) return cycle;
  }
  return null;
}
