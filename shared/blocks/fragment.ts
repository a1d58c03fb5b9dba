import type { ParamValue } from '../document/types';
import type { Fragment } from './block';

/** One link of a chain: its id inside the composite, its kind, and the parameters that differ from the defaults. */
export interface ChainLink {
  readonly id: string;
  readonly kind: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
}

/**
 * A fragment in which each block's output feeds the next one's input, from the composite's `in` to its `out`.
 * @param links blocks with ports `in` and `out`; at least one
 */
export function chain(links: readonly ChainLink[]): Fragment {
  const first = links[0]!;
  const last = links[links.length - 1]!;
  return {
    nodes: links.map(({ id, kind, params = {} }) => ({ id, kind, params })),
    edges: links.slice(1).map((link, index) => ({ from: [links[index]!.id, 'out'], to: [link.id, 'in'] })),
    inputs: { in: [[first.id, 'in']] },
    outputs: { out: [last.id, 'out'] },
  };
}
