import type { DocNode, ParamValue } from '../document/types';
import { costOf, type Cost } from '../ir/cost';
import type { IrNode, IrValue } from '../ir/ir';
import { lowerNode } from '../ir/lower';
import type { Shape } from '../ir/shape';
import { ProblemSignal, type Problem } from '../problems/problem';
import type { InputPorts } from './block';
import { blockOf, createNode } from './registry';

/** A block lowered on its own, for tests: what a test of costs, shapes or paths reads. */
export interface Tried extends Cost {
  readonly nodes: readonly IrNode[];
  readonly outputs: Readonly<Record<string, Shape>>;
  /** Primitives as `path op`, the block's own id being `b`. */
  readonly paths: readonly string[];
}

/**
 * Lowers one node named `b` on values of given shapes, which fill its ports in order (`fillPorts`).
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
  const inputs = fillPorts(blockOf(node.kind)!.inputs as InputPorts, values);
  const { nodes, outputs } = lowerNode(node, inputs, {});
  return {
    ...costOf(nodes),
    nodes,
    outputs: Object.fromEntries([...outputs].map(([port, value]) => [port, value.shape])),
    paths: nodes.map(({ path, op }) => `${path} ${op}`),
  };
}

/** Values by port, in order: ports that take many share equally what the others leave. */
export function fillPorts<V>(ports: InputPorts, values: readonly V[]): ReadonlyMap<string, readonly V[]> {
  const left = [...values];
  const kinds = Object.values(ports);
  const greedy = kinds.filter((kind) => kind === 'many').length;
  const share = greedy === 0 ? 0 : Math.floor((values.length - (kinds.length - greedy)) / greedy);
  return new Map(
    Object.entries(ports).map(([port, kind]) => [port, left.splice(0, kind === 'many' ? share : 1)]),
  );
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
