import { ProblemSignal } from './problem';
import { failure, success, type Result } from './result';

/** Runs `work` and returns its value, or the problem it signalled. Faults of ours still throw. */
export function catchProblem<T>(work: () => T): Result<T> {
  try {
    return success(work());
  } catch (error) {
    if (error instanceof ProblemSignal) return failure(error.problem);
    throw error;
  }
}
