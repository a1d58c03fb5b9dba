import { create } from 'zustand';

/** The type of a block dragged out of the palette. Browsers hide its data until the drop, so the store tells it too. */
export const BLOCK_TYPE = 'application/x-inlay-block';

/** The kind of block being dragged, or null. */
export const useDrag = create<{ readonly kind: string | null }>()(() => ({ kind: null }));
