import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronBinary } from '../electron/provision/index.mjs';
import { freshFolder, jsonLines, ROOT, twentySteps, type Outcome } from './cli';

/** A main process as small as can be: it forks the engine, hands it a port, and prints what comes back. */
const MAIN = `
const { app, utilityProcess, MessageChannelMain } = require('electron');
const [engine, order] = [process.env.INLAY_ENGINE, JSON.parse(process.env.INLAY_ORDER)];
app.whenReady().then(() => {
  const child = utilityProcess.fork(engine, [], { stdio: 'inherit' });
  const { port1, port2 } = new MessageChannelMain();
  child.on('exit', (code) => app.exit(code === 0 ? 0 : 3));
  port2.on('message', ({ data }) => {
    console.log(JSON.stringify(data));
    if (data && (data.type === 'ended' || data.type === 'refused' || data.type === 'fault')) app.exit(0);
  });
  port2.start();
  child.postMessage({ type: 'port' }, [port1]);
  port2.postMessage(order);
});
`;

function inElectron(folder: string, order: object): Promise<Outcome> {
  const electron = electronBinary();
  if (electron === null) throw new Error('Electron is not set up; npm run setup does it');
  const main = join(folder, 'main.cjs');
  writeFileSync(main, MAIN);
  return new Promise((resolve, reject) => {
    const child = spawn('xvfb-run', ['-a', electron, '--no-sandbox', '--disable-gpu', main], {
      cwd: folder,
      env: {
        ...process.env,
        INLAY_ENGINE: join(ROOT, '.build', 'engine.cjs'),
        INLAY_ORDER: JSON.stringify(order),
      },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    child.on('error', reject);
    const patience = setTimeout(() => child.kill(), 240_000);
    child.on('close', (code) => {
      clearTimeout(patience);
      resolve({ code, stdout, stderr });
    });
  });
}

describe('the engine in an Electron utility process', () => {
  it('trains real MNIST and leaves a whole run directory', async () => {
    const folder = freshFolder();
    mkdirSync(join(folder, 'runs'));
    const directory = join(folder, 'runs', 'in-electron');
    const outcome = await inElectron(folder, twentySteps('r1', directory));
    const lines = jsonLines({ ...outcome, stdout: outcome.stdout.replaceAll(/^[^{].*$/gm, '') });
    expect(lines[0], outcome.stderr).toMatchObject({ type: 'ready' });
    expect(lines[lines.length - 1]).toMatchObject({ type: 'ended', phase: 'finished', problems: [] });
    const metrics = readFileSync(join(directory, 'metrics.jsonl'), 'utf8').trim().split('\n');
    expect(metrics.filter((line) => line.includes('"step"'))).toHaveLength(20);
    expect(JSON.parse(readFileSync(join(directory, 'run.json'), 'utf8'))).toMatchObject({
      format: 'inlay-run',
    });
  });
});
