'use strict';
/**
 * Where the packaged app begins. `inlay --cli train …` is the command line: the same bundle as in a checkout, in a
 * utility process on this terminal, since a packaged Electron runs no scripts as Node would. Anything else is the window.
 */
const path = require('node:path');

const WORD = '--cli';
const at = process.argv.indexOf(WORD);
if (at < 0) require('./main.cjs');
else runCommandLine(process.argv.slice(at + 1));

function runCommandLine(words) {
  const { app, utilityProcess } = require('electron');
  app.disableHardwareAcceleration();
  let child;
  // Ctrl-C reaches the command too, which then ends its run in good order: this process waits for it.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child?.kill());
  app.on('before-quit', (event) => event.preventDefault());
  app.whenReady().then(() => {
    child = utilityProcess.fork(path.join(__dirname, 'cli.cjs'), words, {
      stdio: 'inherit',
      serviceName: 'inlay',
    });
    child.on('exit', (code) => app.exit(code));
  });
}
