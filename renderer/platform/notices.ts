import { create } from 'zustand';
import type { Problem } from '../../shared/problems/problem';

/** Something told to the person without asking: it goes by itself, unless it is a problem. */
export interface Notice {
  readonly id: number;
  readonly kind: 'info' | 'good' | 'problem';
  /** In the language of the moment; for a problem null, since its words are in the catalogue. */
  readonly text: string | null;
  readonly problem: Problem | null;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

interface NoticesState {
  readonly notices: readonly Notice[];
}

export const useNotices = create<NoticesState>()(() => ({ notices: [] }));

/** More at once would hide the window. */
const MAX_NOTICES = 4;
let next = 1;

function push(notice: Omit<Notice, 'id'>): void {
  const id = next++;
  useNotices.setState(({ notices }) => ({ notices: [...notices, { ...notice, id }].slice(-MAX_NOTICES) }));
}

/** Tells that something was done or happened. */
export function notify(kind: 'info' | 'good', text: string, action: Notice['action'] = null): void {
  push({ kind, text, problem: null, action });
}

/** Tells a problem; what to do about it is part of its words. */
export function notifyProblem(problem: Problem): void {
  push({ kind: 'problem', text: null, problem, action: null });
}

export function dismissNotice(id: number): void {
  useNotices.setState(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
}
