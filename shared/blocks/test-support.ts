import type { DocNode, ParamValue } from '../document/types';
import { costOf, type Cost } from '../ir/cost';
import type { IrNode, IrValue } from '../ir/ir';
import { lowerNode } from '../ir/lower';
import type { Shape } from '../ir/shape';
import { ProblemSignal, type Problem } from '../problems/problem';
import { blockOf, createNode } from './registry';

/** A block lowered on its own, for tests: what a test of costs, shapes or paths reads. */
export interface Tried extends Cost {
  readonly nodes: readonly IrNode[];
  readonly outputs: Readonly<Record<string, Shape>>;
  /** Primitives as `path op`, the block's own id being `b`. */
  readonly paths: readonly string[];
}

/**
 * Lowers one node named `b` on values of given shapes, which fill its ports in order; a port that takes many edges
 * takes all that are left.
 */
export function tryBlock(
  kind: string,
  params: Readonly<Record<string, ParamValue>>,
  ...shapes: readonly Shape[]
): Tried {
  return tryNode(createNode(kind, 'b', params), ...shapes);
}

/** `tryBlock` for a node that is there already. */
export function tryNode(node: DocNode, ...shapes: readonly Shape[]): Tried {
  const values = shapes.map((shape, index): IrValue => ({ node: `source${index}`, index: 0, shape }));
  const inputs = new Map<string, readonly IrValue[]>();
  for (const [port, count] of Object.entries(blockOf(node.kind)!.inputs as Record<string, string>)) {
    inputs.set(port, count === 'many' ? values.splice(0) : values.splice(0, 1));
  }
  const { nodes, outputs } = lowerNode(node, inputs, {});
  return {
    ...costOf(nodes),
    nodes,
    outputs: Object.fromEntries([...outputs].map(([port, value]) => [port, value.shape])),
    paths: nodes.map(({ path, op }) => `${path} ${op}`),
  };
}

/** The problem that lowering a block signals; throws when it signals none. */
export function problemOf(
  kind: string,
  params: Readonly<Record<string, ParamValue>>,
  ...shapes: readonly Shape[]
): Problem {
  try {
    tryBlock(kind, params, ...shapes);
  } catch (error) {
    if (error instanceof ProblemSignal) return error.problem;
    throw error;
  }
  throw new Error(`${kind} signalled no problem`);
}
