import { create } from 'zustand';

export type PaletteTab = 'blocks' | 'templates' | 'outline';

interface PaletteState {
  readonly tab: PaletteTab;
  /** The search field is to have the keyboard, as soon as it is there. */
  readonly asked: boolean;
}

/** What of the palette is shown, for the palette and its command. */
export const usePalette = create<PaletteState>()(() => ({ tab: 'blocks', asked: false }));

/** Leads to the search field of the blocks. */
export function askForBlocks(): void {
  usePalette.setState({ tab: 'blocks', asked: true });
}
