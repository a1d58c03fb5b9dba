import { create } from 'zustand';

export type DialogName = 'palette' | 'settings' | 'shortcuts' | 'about';

/** The one of the app's own dialogs that is open. */
export const useDialogs = create<{ readonly open: DialogName | null }>()(() => ({ open: null }));

export function openDialog(open: DialogName): void {
  useDialogs.setState({ open });
}

export function closeDialog(): void {
  useDialogs.setState({ open: null });
}
