import type { Command } from '../document/command';
import { compositeHashes, compositeIdOf } from '../document/hash';
import { own } from '../document/own';
import { COMPOSITE_PREFIX } from '../document/schema';
import type { CompositeDefinition, DocNode, InlayDocument } from '../document/types';

type Composites = InlayDocument['composites'];

/** What a definition's id becomes in the document it comes to. */
type NewKinds = ReadonlyMap<string, string>;

/**
 * Brings definitions into a document. One that the document has, whatever its id there, is not brought again; one
 * whose id another definition holds gets a new id.
 * @param brought without circles; the hashes they state are not believed
 */
export function adopt(
  brought: Composites,
  present: Composites,
): { readonly kinds: NewKinds; readonly commands: readonly Command[] } {
  const byHash = new Map(Object.values(present).map(({ id, hash }) => [hash, id]));
  const kinds = new Map<string, string>();
  const fresh: CompositeDefinition[] = [];
  const taken = new Set(Object.keys(present));
  for (const [id, hash] of compositeHashes(brought)) {
    const same = own(present, id)?.hash === hash ? id : byHash.get(hash);
    const now = same ?? freeId(id, taken);
    kinds.set(id, now);
    taken.add(now);
    if (same === undefined) fresh.push({ ...brought[id]!, id: now });
  }
  const commands = fresh.map((definition): Command => {
    const renamed = { ...definition, nodes: withKinds(definition.nodes, kinds) };
    return { type: 'set-composite', id: definition.id, definition: renamed };
  });
  return { kinds, commands };
}

/** Nodes that use definitions by their new ids. */
export function withKinds(nodes: readonly DocNode[], kinds: NewKinds): readonly DocNode[] {
  return nodes.map((node) => {
    const now = kinds.get(compositeIdOf(node.kind) ?? '');
    return now === undefined ? node : { ...node, kind: `${COMPOSITE_PREFIX}${now}` };
  });
}

/** Longest start of an id that leaves room for a number. */
const MAX_BASE = 58;

/** An id for a definition: `id`, or the next `id-2`, `id-3`, … that is not taken. */
export function freeId(id: string, taken: ReadonlySet<string>): string {
  if (!taken.has(id)) return id;
  for (let number = 2; ; number++) {
    const next = `${id.slice(0, MAX_BASE)}-${number}`;
    if (!taken.has(next)) return next;
  }
}
