import type {
  CallName,
  NoticeName,
  NoticeOf,
  RequestOf,
  ResponseOf,
  WindowApi,
} from '../../shared/protocol/window';
import { notifyProblem } from './notices';

declare global {
  interface Window {
    readonly inlay: WindowApi;
  }
}

/** A call to the main process, its problem as a value. */
export function ask<N extends CallName>(name: N, request: RequestOf<N>): ReturnType<WindowApi['call'][N]> {
  return window.inlay.call[name](request) as ReturnType<WindowApi['call'][N]>;
}

/** A call whose problem, if any, is told to the person; the answer is then undefined. */
export async function call<N extends CallName>(
  name: N,
  request: RequestOf<N>,
): Promise<ResponseOf<N> | undefined> {
  const answer = await ask(name, request);
  if (answer.ok) return answer.value;
  notifyProblem(answer.problem);
  return undefined;
}

/** Hears what the main process tells by itself. */
export function listen<N extends NoticeName>(name: N, listener: (notice: NoticeOf<N>) => void): () => void {
  return window.inlay.on[name](listener);
}
