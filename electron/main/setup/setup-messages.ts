import type { NoticeOf, WindowPart } from '../../../shared/protocol/window';

/** What set-up's process is told: the parts that should be there afterwards; none only looks. */
export interface SetupOrder {
  readonly parts: readonly WindowPart[];
}

export type SetupProgress = { readonly type: 'progress' } & NoticeOf<'setup/progress'>;

/** How it ends. `failed` carries a sentence for a person, `fault` is ours. */
export type SetupAnswer =
  | { readonly type: 'done'; readonly present: WindowPart[] }
  | { readonly type: 'failed'; readonly detail: string }
  | { readonly type: 'fault'; readonly stack: string };
