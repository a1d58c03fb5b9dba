import type { DocEdge } from '../../shared/document/types';
import { formatShape, type Shape } from '../../shared/ir/shape';

/** A shape on an edge. */
export interface Chip {
  readonly text: string;
  /** Whether it says what the edge before it already said: then it shows on hover and selection only (and where a row breaks). */
  readonly repeats: boolean;
}

/**
 * The chips of a graph's edges, by edge. A shape is said once along a chain: where a node gives what it takes, the
 * edge behind it does not say it again.
 */
export function chipsOf(
  edges: readonly Pick<DocEdge, 'id' | 'from' | 'to'>[],
  shapes: ReadonlyMap<string, Shape>,
): ReadonlyMap<string, Chip> {
  const texts = new Map<string, string>();
  const arriving = new Map<string, Set<string>>();
  for (const { id, to } of edges) {
    const shape = shapes.get(id);
    if (shape === undefined) continue;
    const text = formatShape(shape);
    texts.set(id, text);
    const known = arriving.get(to[0]);
    if (known === undefined) arriving.set(to[0], new Set([text]));
    else known.add(text);
  }
  const chips = new Map<string, Chip>();
  for (const { id, from } of edges) {
    const text = texts.get(id);
    if (text !== undefined) chips.set(id, { text, repeats: arriving.get(from[0])?.has(text) ?? false });
  }
  return chips;
}
