import { mends } from '../../blocks/registry';
import type { Problem, Repair } from '../../problems/problem';
import type { Wiring } from '../wiring';
import { addOutput } from './commands';
import { shapeRepairs, type ShapeContext } from './shapes';
import { storedRepairs } from './stored';

/** What repairs are made from. */
export interface RepairContext extends ShapeContext {
  readonly wiring: Wiring;
}

/**
 * Gives a problem its ways out, best first. One that has some already stays as it is. The commands of a repair apply
 * to the document as it is now.
 */
export function withRepairs(problem: Problem, context: RepairContext): Problem {
  if (problem.repairs.length > 0) return problem;
  const repairs = repairsOf(problem, context);
  return repairs.length === 0 ? problem : { ...problem, repairs };
}

function repairsOf(problem: Problem, context: RepairContext): readonly Repair[] {
  if (problem.code === 'graph/no-output') return newOutputs(context);
  // Shapes inside a block are mended by what reaches the block; what is stored inside a composite, only in there.
  const [id = '', ...inside] = problem.where.node?.split('/') ?? [];
  const wired = context.wiring.get(id);
  if (!wired) return [];
  const stored = inside.length === 0 ? storedRepairs(problem, wired.node) : [];
  return stored.length > 0 ? stored : shapeRepairs(problem, wired, context);
}

/** An output behind each node whose value goes nowhere. */
function newOutputs({ document, wiring }: RepairContext): readonly Repair[] {
  const ends = [...wiring.values()].filter(
    ({ node, incoming, outgoing }) =>
      incoming.length > 0 && outgoing.length === 0 && !mends(node.kind, 'add-output'),
  );
  return ends.map(({ node }) => addOutput(node, document));
}
