import { app } from 'electron';
import path from 'node:path';
import { composeApp } from './compose';
import { filesOnCommandLine } from './files/grants';
import { hardenContents } from './window/harden';
import { registerScheme } from './window/serve-page';

/**
 * Entry of the main process: what must be settled before Electron is ready, and that one process serves one data
 * folder. The rest is put together in `compose.ts`.
 */

const NAME = 'Inlay';

app.setName(NAME);
app.setPath('userData', process.env['INLAY_USER_DATA'] ?? path.join(app.getPath('appData'), NAME));
// As root there is no sandbox to be had; whoever starts it so says so.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerScheme();
hardenContents();

if (app.requestSingleInstanceLock()) {
  const composed = composeApp(filesOnCommandLine(process.argv.slice(1), process.cwd()), __dirname);
  composed.catch((error: unknown) => {
    process.stderr.write(`inlay: the window could not be opened: ${String(error)}\n`);
    app.exit(1);
  });
  app.on('second-instance', (_, words, folder) => {
    void composed.then((one) => one.startedAgain(filesOnCommandLine(words.slice(1), folder)));
  });
} else {
  app.quit();
}
