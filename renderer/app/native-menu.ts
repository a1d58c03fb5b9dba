import { useDocuments } from '../documents/store';
import { call, listen } from '../platform/api';
import { runCommand, useCommands } from '../platform/commands';
import { useEngine } from '../platform/engine';
import { currentWords, useLanguageStore } from '../platform/language';
import { useSettingsStore } from '../platform/settings';
import { useRuns } from '../platform/run-store';
import { menuModel } from './menu-model';

/** The menu may lag this much behind the window. */
const LAG_MS = 250;

/** Gives the system's menu bar its content, and follows whatever its words and states hang on. */
export function startNativeMenu(): void {
  let timer = 0;
  let last = '';
  const send = (): void => {
    timer = 0;
    const menus = menuModel(useCommands.getState().commands.values(), currentWords());
    const text = JSON.stringify(menus);
    if (text === last) return;
    last = text;
    void call('app/set-menu', { menus });
  };
  const soon = (): void => {
    // Not put off by more news: while a run goes on, news never ends.
    if (timer === 0) timer = window.setTimeout(send, LAG_MS);
  };
  const stores = [useCommands, useLanguageStore, useDocuments, useSettingsStore, useEngine, useRuns];
  for (const store of stores) store.subscribe(soon);
  listen('menu/command', ({ command }) => runCommand(command));
  soon();
}
