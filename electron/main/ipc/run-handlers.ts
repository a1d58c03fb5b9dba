import { dialog, shell } from 'electron';
import { fail } from '../../../shared/problems/problem';
import type { Grants } from '../files/grants';
import type { RunIndex } from '../runs/run-index';
import type { SettingsStore } from '../store/settings';
import type { CallsOf, Handlers } from './handler';
import type { Say } from './world';

export interface RunWorld {
  readonly runs: RunIndex;
  readonly grants: Grants;
  readonly settings: SettingsStore;
  readonly say: Say;
  readonly clock: () => number;
  /** Folders that a person chose for exports; what is in them may be shown. */
  readonly exports: Set<string>;
}

/** Runs on the disk, and the folders that exports go to. */
export function runHandlers(world: RunWorld): Handlers<CallsOf<'runs'> | CallsOf<'export'>> {
  const { runs, grants, settings, say, clock, exports } = world;
  const fileOf = (id: string | null): string | null => (id === null ? null : grants.pathOf(id));
  return {
    'runs/place': ({ file, name }) => {
      const beside = settings.current.runsBesideFile ? fileOf(file) : null;
      return { directory: runs.place(beside, name, clock()) };
    },
    'runs/list': ({ file }) => runs.list(fileOf(file)),
    'runs/read': ({ directory }) => runs.read(directory),
    'runs/remove': async ({ directory }) => {
      await runs.checkRemovable(directory);
      try {
        await shell.trashItem(directory);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        fail('run/no-trash', { path: directory, reason });
      }
      return null;
    },
    'export/choose-folder': async ({ suggested }, { native }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(native, {
        title: say('exportTitle', suggested),
        buttonLabel: say('exportButton'),
        properties: ['openDirectory', 'createDirectory'],
      });
      const [folder] = filePaths;
      if (canceled || folder === undefined) return null;
      exports.add(folder);
      return { folder };
    },
  };
}
