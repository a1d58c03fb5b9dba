import type { DataProblems } from './data';
import type { DocumentProblems } from './document';
import type { GraphProblems } from './graph';
import type { RunProblems } from './run';
import type { TargetProblems } from './target';

/**
 * Every problem the app can report: its code and the typed arguments its sentence is made from.
 * An area adds its codes in its own file; the sentences live in `shared/language`, which does not type-check
 * until both languages have one for every code.
 */
export interface ProblemArguments
  extends DocumentProblems, GraphProblems, DataProblems, RunProblems, TargetProblems {}

export type ProblemCode = keyof ProblemArguments;
