import { spawn, type ChildProcess } from 'node:child_process';

export interface Display {
  /** For `DISPLAY`. */
  readonly name: string;
  close(): void;
}

/** Larger than any window of the specs. */
const SCREEN = '1920x1200x24';

/** A screen of our own, never the developer's: Xvfb on the first free number. */
export function openDisplay(): Promise<Display> {
  const server: ChildProcess = spawn(
    'Xvfb',
    // Without -noreset the server starts over when its last client leaves, and refuses whoever comes just then.
    ['-displayfd', '1', '-screen', '0', SCREEN, '-nolisten', 'tcp', '-noreset'],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  return new Promise((resolve, reject) => {
    server.on('error', (error) => {
      reject(new Error(`Xvfb could not be started (${error.message}); npm run setup installs it`));
    });
    server.on('exit', (code) => {
      reject(new Error(`Xvfb ended with ${String(code)}`));
    });
    server.stdout!.on('data', (bytes: Buffer) => {
      const number = bytes.toString().trim();
      if (number !== '') resolve({ name: `:${number}`, close: () => server.kill() });
    });
  });
}
