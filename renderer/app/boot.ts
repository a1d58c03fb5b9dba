import { canvasCommands } from '../canvas/commands';
import { acceptDrops, openId, watchFiles } from '../documents/files';
import { startJournal } from '../documents/journal';
import { restoreSession, startSession } from '../documents/session';
import { exportCommands } from '../export/commands';
import { startExports } from '../export/store';
import { paletteCommands } from '../palette/commands';
import { registerCommands, startShortcuts } from '../platform/commands';
import { startEngineClient } from '../platform/engine';
import { currentWords } from '../platform/language';
import { startMachine } from '../platform/machine';
import { notify } from '../platform/notices';
import { startSettings } from '../platform/settings';
import { startRuns } from '../training/store';
import { trainingCommands } from '../training/commands';
import { appCommands } from './commands';
import { followCloseRequests } from './closing';
import { startNativeMenu } from './native-menu';
import { followBottomTab } from './panels';

/** What must be there before the first frame: language and theme, the engine's messages, every command. */
export async function prepare(): Promise<void> {
  await startSettings();
  startEngineClient();
  startRuns();
  startExports();
  registerCommands([
    ...appCommands,
    ...canvasCommands,
    ...paletteCommands,
    ...trainingCommands,
    ...exportCommands,
  ]);
  startShortcuts();
  startNativeMenu();
  followCloseRequests();
  followBottomTab();
  watchFiles();
  acceptDrops();
  tellFaults();
}

/** Brings back what was open, then opens what was named when the app was started. */
export async function bringBack(): Promise<void> {
  startJournal();
  const machine = startMachine();
  await restoreSession();
  startSession();
  const info = await machine;
  for (const { id } of info?.open ?? []) await openId(id);
}

/** A fault outside of what React draws is told without its details, which are in the console. */
function tellFaults(): void {
  const tell = (): void => notify('info', currentWords()('app.fault-notice'));
  window.addEventListener('error', ({ error }) => {
    // Observers of sizes report loops this way, without an error: those are no faults.
    if (error instanceof Error) tell();
  });
  window.addEventListener('unhandledrejection', tell);
}
