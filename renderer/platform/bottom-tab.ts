import { create } from 'zustand';

/** The tabs of the panel below the canvas. */
export type BottomTab = 'training' | 'problems' | 'runs' | 'data';

/** Which of them is shown; `asked` grows with every wish to see one, so that a panel that is shut opens. */
export const useBottomTab = create<{ readonly tab: BottomTab; readonly asked: number }>()(() => ({
  tab: 'training',
  asked: 0,
}));

/** Brings a tab to the front. */
export function showBottomTab(tab: BottomTab): void {
  useBottomTab.setState(({ asked }) => ({ tab, asked: asked + 1 }));
}
