import { dialog, type FileFilter } from 'electron';
import path from 'node:path';
import type { Documents } from '../files/documents';
import { fileNameFor, withEnding, type Grants } from '../files/grants';
import type { Journal } from '../store/journal';
import type { SessionStore } from '../store/session';
import type { AppWindow } from '../window/app-window';
import type { CallsOf, Handlers } from './handler';
import type { Say } from './world';

export interface FileWorld {
  readonly grants: Grants;
  readonly documents: Documents;
  readonly say: Say;
  readonly clock: () => number;
  /** Where the dialogs begin when no file was chosen yet. */
  readonly home: string;
}

/** Opening and saving: by dialog, by what was dropped, and by the ids of files that were chosen before. */
export function fileHandlers(world: FileWorld): Handlers<CallsOf<'files'>> {
  const { grants, documents, clock } = world;
  return {
    'files/choose': async (_, window) => {
      const target = await askOpen(world, window);
      return target === null ? null : documents.openChosen(target);
    },
    'files/open': ({ id }) => documents.open(id),
    'files/open-dropped': ({ path: dropped }) => documents.openDropped(dropped),
    'files/save': ({ id, text, expected }) => documents.save(id, text, expected),
    'files/save-as': async ({ name, text }, window) => {
      const target = await askSave(world, window, name);
      return target === null ? null : documents.saveChosen(target, text);
    },
    'files/release': ({ id }) => {
      documents.release(id);
      return null;
    },
    'files/recent': () => grants.list(),
    'files/remember': async ({ id, preview }) => {
      await grants.remember(id, preview, clock());
      return null;
    },
    'files/forget': async ({ id }) => {
      await grants.forget(id);
      return grants.list();
    },
  };
}

/** The journal of unsaved edits, and which documents were open. */
export function keptHandlers(
  journal: Journal,
  session: SessionStore,
): Handlers<CallsOf<'journal'> | CallsOf<'session'>> {
  return {
    'journal/write': async (entry) => {
      await journal.write(entry);
      return null;
    },
    'journal/drop': async ({ key }) => {
      await journal.drop(key);
      return null;
    },
    'journal/list': () => journal.list(),
    'session/read': () => session.read(),
    'session/write': async (value) => {
      await session.write(value);
      return null;
    },
  };
}

async function askOpen({ say, grants, home }: FileWorld, { native }: AppWindow): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog(native, {
    title: say('openTitle'),
    defaultPath: grants.lastFolder() ?? home,
    filters: filters(say),
    properties: ['openFile'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

async function askSave(
  { say, grants, home }: FileWorld,
  { native }: AppWindow,
  name: string,
): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(native, {
    title: say('saveTitle'),
    defaultPath: path.join(grants.lastFolder() ?? home, fileNameFor(name)),
    filters: filters(say),
    properties: ['createDirectory', 'showOverwriteConfirmation'],
  });
  // `filePath` was undefined when cancelled before Electron 26, and is empty since.
  return canceled || !filePath ? null : withEnding(filePath);
}

function filters(say: Say): FileFilter[] {
  return [
    { name: say('filterInlay'), extensions: ['inlay.json', 'json'] },
    { name: say('filterAll'), extensions: ['*'] },
  ];
}
