import { COMPOSITE_PREFIX } from '../document/schema';
import type { CompositeDefinition, InlayDocument } from '../document/types';
import { fail } from '../problems/problem';
import { own } from '../document/own';

/** The definition that a `composite:` kind names; signals `composite/unknown` when the document has none. */
export function definitionOf(kind: string, composites: InlayDocument['composites']): CompositeDefinition {
  const id = kind.slice(COMPOSITE_PREFIX.length);
  return own(composites, id) ?? fail('composite/unknown', { id });
}

/**
 * The registered block whose result a node of this kind gives: of a user's composite the one behind its first output,
 * through composites in it. A stage of residual units is one to look at. Null where that cannot be told.
 */
export function kindBehind(kind: string, composites: InlayDocument['composites']): string | null {
  const seen = new Set<string>();
  let behind = kind;
  while (behind.startsWith(COMPOSITE_PREFIX)) {
    const definition = own(composites, behind.slice(COMPOSITE_PREFIX.length));
    const from = definition?.outputs[0]?.from[0];
    const node = definition?.nodes.find(({ id }) => id === from);
    if (node === undefined || seen.has(behind)) return null;
    seen.add(behind);
    behind = node.kind;
  }
  return behind;
}
