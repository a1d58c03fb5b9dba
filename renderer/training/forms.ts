import { create } from 'zustand';

/** Documents whose form for the next run is shown although they show a run, by key. */
export const useForms = create<{ readonly open: Readonly<Record<string, boolean>> }>()(() => ({ open: {} }));

/** Opens or closes the form for the next run. */
export function showForm(key: string, shown: boolean): void {
  useForms.setState(({ open }) => ({ open: { ...open, [key]: shown } }));
}
