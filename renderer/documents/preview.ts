import type { Analysis } from '../../shared/ir/analyse';
import type { Preview } from '../../shared/protocol/window';
import { categoryOf } from './category';

/** As many slabs as the contract takes. */
const MAX_SLABS = 24;

/**
 * The slabs that stand for a network in a thumbnail, in the order of the network. What changes no shape and no weight
 * (dropout) says nothing there. Of a long network every k-th is taken, the first and the last among them.
 */
export function previewOf({ document, order, nodes }: Analysis): Preview {
  const kinds = new Map(document.nodes.map(({ id, kind }) => [id, kind]));
  const slabs = order.flatMap((id) => {
    const category = categoryOf(kinds.get(id) ?? '', document.composites);
    const shape = nodes.get(id)?.shape ?? null;
    return category === 'regularise' ? [] : [{ category, shape: shape === null ? null : [...shape] }];
  });
  return thinned(slabs, MAX_SLABS);
}

/** At most `most` items, evenly chosen, first and last kept. */
export function thinned<T>(items: readonly T[], most: number): T[] {
  if (items.length <= most) return [...items];
  const step = (items.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => items[Math.round(index * step)]!);
}
