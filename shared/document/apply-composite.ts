import { fail, ProblemSignal } from '../problems/problem';
import type { Applied } from './apply';
import { compositeProblems } from './form';
import { compositeCycle, compositeHashes, compositesUsedBy } from './hash';
import { own } from './own';
import { MAX_COMPOSITES, MAX_EDGES, MAX_NODES } from './schema';
import type { CompositeDefinition, InlayDocument } from './types';

type Composites = InlayDocument['composites'];

/** The definitions that use one, however indirectly, and it itself. */
function usersOf(composites: Composites, id: string): ReadonlySet<string> {
  const users = new Map<string, string[]>();
  for (const [user, definition] of Object.entries(composites)) {
    for (const used of compositesUsedBy(definition)) users.set(used, [...(users.get(used) ?? []), user]);
  }
  const found = new Set([id]);
  // A set goes on over what is added while it is walked.
  for (const each of found) for (const user of users.get(each) ?? []) found.add(user);
  return found;
}

function refuseTooLarge(composites: Composites): void {
  const all = Object.values(composites);
  const sizes = [
    { what: 'composites', limit: MAX_COMPOSITES, found: all.length },
    { what: 'nodes', limit: MAX_NODES, found: all.reduce((sum, { nodes }) => sum + nodes.length, 0) },
    { what: 'edges', limit: MAX_EDGES, found: all.reduce((sum, { edges }) => sum + edges.length, 0) },
  ];
  for (const size of sizes)
    if (size.found > size.limit) fail('document/too-large', size, { path: 'composites' });
}

/**
 * Puts a definition in, replaces or removes it (null). Its hash and those of the definitions that use it are computed
 * here, whatever they state: an edit inside a composite is one command.
 */
export function setComposite(
  doc: InlayDocument,
  id: string,
  definition: CompositeDefinition | null,
): Applied {
  const before = own(doc.composites, id) ?? null;
  const { [id]: _, ...others } = doc.composites;
  const composites: Record<string, CompositeDefinition> = others;
  if (definition !== null) {
    if (definition.id !== id) {
      const args = { expected: JSON.stringify(id), found: JSON.stringify(definition.id) };
      fail('document/invalid-value', args, { path: 'definition.id' });
    }
    for (const found of compositeProblems(definition)) throw new ProblemSignal(found);
    composites[id] = definition;
  }
  refuseTooLarge(composites);
  const cycle = compositeCycle(composites);
  if (cycle !== null) fail('composite/cycle', { nodes: cycle }, { path: 'composites' });
  const hashes = compositeHashes(composites);
  for (const user of usersOf(composites, id)) {
    const stale = own(composites, user);
    const hash = hashes.get(user);
    if (stale !== undefined && hash !== undefined && stale.hash !== hash)
      composites[user] = { ...stale, hash };
  }
  return { doc: { ...doc, composites }, inverse: [{ type: 'set-composite', id, definition: before }] };
}
