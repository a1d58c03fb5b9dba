import type { ParamValue } from '../document/types';
import type { Fragment } from './block';

/** One link of a chain: its id inside the composite, its kind, and the parameters that differ from the defaults. */
export interface ChainLink {
  readonly id: string;
  readonly kind: string;
  readonly params?: Readonly<Record<string, ParamValue>>;
  /** What the paper calls it; the block's own name when left out. */
  readonly label?: string;
}

/** A value inside a composite: a node's output, or what comes in from outside. */
export interface Wire {
  /** Null: the composite's own input. */
  readonly node: string | null;
}

/** Draws the inside of a composite with one input and one output, node by node; a node is drawn after what it reads. */
export class FragmentSketch {
  /** What enters at the composite's `in`. */
  readonly outside: Wire = { node: null };
  private readonly nodes: Fragment['nodes'][number][] = [];
  private readonly edges: Fragment['edges'][number][] = [];
  private readonly entries: (readonly [string, string])[] = [];

  /**
   * Adds a node and gives its output.
   * @param params those that differ from the defaults
   * @param ports what each input port reads, in order where a port takes many
   */
  join({ id, kind, params = {}, label }: ChainLink, ports: Readonly<Record<string, readonly Wire[]>>): Wire {
    this.nodes.push({ id, kind, params, ...(label === undefined ? {} : { label }) });
    for (const [port, wires] of Object.entries(ports)) {
      for (const { node } of wires) {
        if (node === null) this.entries.push([id, port]);
        else this.edges.push({ from: [node, 'out'], to: [id, port] });
      }
    }
    return { node: id };
  }

  /** `join` of a node that reads one value. */
  then(from: Wire, link: ChainLink): Wire {
    return this.join(link, { in: [from] });
  }

  /** The drawing, its result at `out`. */
  ended({ node }: Wire): Fragment {
    if (node === null) throw new Error('a composite needs a node');
    return {
      nodes: this.nodes,
      edges: this.edges,
      inputs: { in: this.entries },
      outputs: { out: [node, 'out'] },
    };
  }
}

/**
 * A fragment in which each block's output feeds the next one's input, from the composite's `in` to its `out`.
 * @param links blocks with ports `in` and `out`; at least one
 */
export function chain(links: readonly ChainLink[]): Fragment {
  const sketch = new FragmentSketch();
  return sketch.ended(links.reduce((from, link) => sketch.then(from, link), sketch.outside));
}
