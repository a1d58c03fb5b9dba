import type * as z from 'zod';
import { problem, ProblemSignal } from '../../../shared/problems/problem';
import { failure, success, type Result } from '../../../shared/problems/result';
import type { LogFile } from '../log';

/** One call as it came from a window, with what answers it. */
export interface Call {
  readonly name: string;
  readonly isTrusted: boolean;
  readonly request: unknown;
  readonly schema: z.ZodType;
  readonly handle: (request: never) => unknown;
}

/**
 * Answers a call: refuses strangers before looking at what they say, then what is none of the protocol. A fault of
 * ours goes to the log; the window learns only where that is.
 */
export async function answer(call: Call, log: LogFile): Promise<Result<unknown>> {
  const { name } = call;
  if (!call.isTrusted) return failure(problem('app/foreign-sender', { call: name }));
  const parsed = call.schema.safeParse(call.request);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const detail = `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim();
    return failure(problem('app/bad-request', { call: name, detail }));
  }
  try {
    return success(await call.handle(parsed.data as never));
  } catch (error) {
    if (error instanceof ProblemSignal) return failure(error.problem);
    log.fault(name, error);
    return failure(problem('app/fault', { log: log.path }));
  }
}
