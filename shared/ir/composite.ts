import { COMPOSITE_PREFIX } from '../document/schema';
import type { CompositeDefinition, InlayDocument } from '../document/types';
import { fail } from '../problems/problem';
import { own } from '../document/own';

/** The definition that a `composite:` kind names; signals `composite/unknown` when the document has none. */
export function definitionOf(kind: string, composites: InlayDocument['composites']): CompositeDefinition {
  const id = kind.slice(COMPOSITE_PREFIX.length);
  return own(composites, id) ?? fail('composite/unknown', { id });
}
