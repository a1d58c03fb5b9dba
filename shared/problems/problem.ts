import type { Command } from '../document/command';
import type { ProblemArguments, ProblemCode } from './catalogue';
import type { RepairArguments, RepairCode } from './repairs';

/** Where a problem sits. All parts are optional; the window points at the most exact one. */
export interface ProblemWhere {
  /** Id of the document node, or the path of a node inside a composite (`mlp1/conv2`). */
  readonly node?: string;
  readonly port?: string;
  readonly param?: string;
  readonly edge?: string;
  /** JSON path inside a file, such as `nodes[3].params.kernel`. */
  readonly path?: string;
  readonly file?: string;
}

/** One way out of a problem: a named edit that runs through the same commands as any other edit. */
export type Repair = {
  [R in RepairCode]: {
    readonly code: R;
    readonly args: RepairArguments[R];
    readonly commands: readonly Command[];
  };
}[RepairCode];

export type ProblemOf<C extends ProblemCode> = {
  readonly code: C;
  readonly severity: 'error' | 'warning';
  readonly args: ProblemArguments[C];
  readonly where: ProblemWhere;
  /** Best first. */
  readonly repairs: readonly Repair[];
};

export type Problem = { [C in ProblemCode]: ProblemOf<C> }[ProblemCode];

/** Makes an error-level problem. */
export function problem<C extends ProblemCode>(
  code: C,
  args: ProblemArguments[C],
  where: ProblemWhere = {},
  repairs: readonly Repair[] = [],
): Problem {
  return { code, severity: 'error', args, where, repairs } as ProblemOf<C> as Problem;
}

/** Makes a warning: the graph still compiles, but something will surprise. */
export function warning<C extends ProblemCode>(
  code: C,
  args: ProblemArguments[C],
  where: ProblemWhere = {},
  repairs: readonly Repair[] = [],
): Problem {
  return { code, severity: 'warning', args, where, repairs } as ProblemOf<C> as Problem;
}

/**
 * Carries a problem out of deeply nested code (a block's lowering, a file reader) to the boundary that turns it
 * into a `Result`. It is never shown: `catchProblem` and the process entries unwrap it.
 */
export class ProblemSignal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.code);
    this.name = 'ProblemSignal';
  }
}

/** Stops the current computation with a problem; the nearest `catchProblem` returns it. */
export function fail<C extends ProblemCode>(
  code: C,
  args: ProblemArguments[C],
  where: ProblemWhere = {},
  repairs: readonly Repair[] = [],
): never {
  throw new ProblemSignal(problem(code, args, where, repairs));
}
