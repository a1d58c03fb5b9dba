import { activeDocument } from '../documents/store';
import type { CommandSpec } from '../platform/commands';
import { openExport } from './store';

export const exportCommands: readonly CommandSpec[] = [
  {
    id: 'file.export',
    title: (t) => t('export.command'),
    menu: 'file',
    group: 3,
    keys: 'Mod+E',
    enabled: () => activeDocument() !== null,
    run: () => {
      const open = activeDocument();
      if (open !== null) openExport(open.key);
    },
  },
];
