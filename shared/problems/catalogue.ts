import type { DataProblems } from './data';
import type { DocumentProblems } from './document';
import type { EditProblems } from './edit';
import type { GraphProblems } from './graph';
import type { RunProblems } from './run';
import type { TargetProblems } from './target';
import type { WindowProblems } from './window';

/**
 * Every problem the app can report: its code and the typed arguments its sentence is made from.
 * An area adds its codes in its own file; the sentences live in `shared/language`, which does not type-check
 * until both languages have one for every code.
 */
export interface ProblemArguments
  extends
    DocumentProblems,
    GraphProblems,
    EditProblems,
    DataProblems,
    RunProblems,
    TargetProblems,
    WindowProblems {}

export type ProblemCode = keyof ProblemArguments;
