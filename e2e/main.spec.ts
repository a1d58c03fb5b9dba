import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronBinary } from '../electron/provision/index.mjs';
import type { CallName, RequestOf, ResponseOf, WindowApi } from '../shared/protocol/window';
import type { Result } from '../shared/problems/result';
import { freshFolder, ROOT, template } from './cli';
import { openDisplay, type Display } from './window/display';
import { ELECTRON_ARGUMENTS, launchInlay, readLines, type Inlay } from './window/launch';

/** What the page below keeps for the specs to look at. */
interface Kept {
  readonly inlay: WindowApi;
  readonly messages: { readonly type: string; readonly [key: string]: unknown }[];
  readonly states: { readonly state: string; readonly reason: string | null; readonly pid: number | null }[];
  readonly changed: unknown[];
  readonly opened: { readonly name: string }[];
  readonly ports: MessagePort[];
  readonly violations: string[];
  readonly stopAnswering: () => void;
}
declare const window: Kept & Window;

/** A page with nothing on it: these specs are about the main process, whatever page it serves. */
const SCRIPT = `
Object.assign(window, { messages: [], states: [], changed: [], opened: [], ports: [], violations: [] });
document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective));
window.addEventListener('message', ({ data, ports: [port] }) => {
  if (data !== 'inlay:engine-port') return;
  ports.push(port);
  port.onmessage = ({ data }) => messages.push(data);
});
inlay.on['engine/state']((state) => states.push(state));
inlay.on['file/changed']((notice) => changed.push(notice));
inlay.on['app/open-file'](({ file }) => opened.push(file));
window.stopAnswering = inlay.on['app/close-requested'](() => inlay.call['app/close'](null));
document.documentElement.dataset.ready = '';
`;

function pageFolder(): string {
  const folder = freshFolder();
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>bare</title><body><input type="file"><script type="module" src="page.js"></script>',
  );
  writeFileSync(join(folder, 'page.js'), SCRIPT);
  return folder;
}

let display: Display;
let inlay: Inlay;
const mine = join(freshFolder(), 'mine.inlay.json');

const launch = (folder?: string): Promise<Inlay> =>
  launchInlay({
    ...(folder !== undefined && { folder }),
    files: [mine],
    env: { DISPLAY: display.name, INLAY_RENDERER_DIR: pageFolder(), INLAY_ENGINE_IDLE_MS: '1500' },
  });

function call<N extends CallName>(name: N, request: RequestOf<N>): Promise<Result<ResponseOf<N>>> {
  return inlay.page.evaluate(
    ([which, what]) => window.inlay.call[which as 'app/info'](what as never) as never,
    [name, request] as const,
  );
}

async function value<N extends CallName>(name: N, request: RequestOf<N>): Promise<ResponseOf<N>> {
  const result = await call(name, request);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

beforeAll(async () => {
  display = await openDisplay();
  writeFileSync(mine, readFileSync(template('nin-mnist')));
  inlay = await launch();
});
afterAll(async () => {
  await inlay.close();
  display.close();
});

describe('a confined page', () => {
  it('has the calls, and nothing of Node or Electron', async () => {
    const seen = await inlay.page.evaluate(() => ({
      keys: Object.keys(window.inlay).sort(),
      node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
      origin: window.origin,
    }));
    expect(seen).toEqual({ keys: ['call', 'on', 'pathOf'], node: [], origin: 'app://inlay' });
    expect(await value('app/info', null)).toMatchObject({ packaged: false, open: [{ name: 'mine' }] });
  });

  it('reads no file outside its folder, and each with the strict headers', async () => {
    const answers = await inlay.page.evaluate(async () => {
      const ask = (address: string): Promise<readonly [number, string | null]> =>
        fetch(address).then(
          (answer) => [answer.status, answer.headers.get('content-security-policy')] as const,
        );
      return [
        await ask('/page.js'),
        await ask('/..%2f..%2f..%2f..%2f..%2fetc%2fpasswd'),
        await ask('/no.js'),
      ];
    });
    expect(answers.map(([status]) => status)).toEqual([200, 404, 404]);
    for (const [, policy] of answers) expect(policy).toContain("default-src 'none'");
  });

  it('is refused what is none of the protocol, and permissions', async () => {
    expect(await call('files/open', { id: '/etc/passwd' })).toMatchObject({
      problem: { code: 'app/bad-request' },
    });
    expect(await call('files/open', { id: 'f0123456789abcdef' })).toMatchObject({
      problem: { code: 'file/not-granted' },
    });
    expect(await call('files/open-dropped', { path: '/etc/passwd' })).toMatchObject({
      problem: { code: 'file/not-dropped' },
    });
    expect(await call('app/open-link', { url: 'file:///etc/passwd' })).toMatchObject({
      problem: { code: 'app/link-refused' },
    });
    expect(await call('app/show-item', { path: '/etc' })).toMatchObject({
      problem: { code: 'app/path-refused' },
    });
    expect(await call('runs/read', { directory: '/etc' })).toMatchObject({
      problem: { code: 'run/not-listed' },
    });
    const permissions = await inlay.page.evaluate(async () => [
      (await navigator.permissions.query({ name: 'geolocation' })).state,
      await Notification.requestPermission(),
    ]);
    expect(permissions).toEqual(['denied', 'denied']);
  });

  it('cannot claim the path of a file that nobody dropped', async () => {
    const claimed = await inlay.page.evaluate(() => [
      window.inlay.pathOf({ path: '/etc/passwd' }),
      window.inlay.pathOf(new File(['x'], '/etc/passwd')),
      window.inlay.pathOf(null),
    ]);
    expect(claimed).toEqual(['', '', '']);
    await inlay.page.locator('input').setInputFiles(mine);
    const path = await inlay.page.evaluate(() =>
      window.inlay.pathOf(document.querySelector('input')!.files![0]),
    );
    expect(path).toBe(mine);
    expect((await value('files/open-dropped', { path })).file.name).toBe('mine');
  });

  // Last: Playwright takes the refused navigation for one that goes on, and waits before it clicks anything.
  it('goes nowhere and loads nothing from elsewhere', async () => {
    const { page } = inlay;
    const tried = await page.evaluate(async () => {
      const refused = (address: string): Promise<boolean> =>
        fetch(address).then(
          () => false,
          () => true,
        );
      const opened = window.open('https://example.com/');
      const frame = document.createElement('iframe');
      frame.src = 'https://example.com/';
      document.body.append(frame);
      const script = document.createElement('script');
      script.textContent = 'window.ran = true';
      document.body.append(script);
      const remote = await refused('https://example.com/');
      const file = await refused('file:///etc/passwd');
      window.location.href = 'https://example.com/';
      return { opened: opened !== null, remote, file, ran: 'ran' in window };
    });
    expect(tried).toEqual({ opened: false, remote: true, file: true, ran: false });
    await page.waitForTimeout(300);
    expect(page.url()).toBe('app://inlay/index.html');
    expect(await page.evaluate(() => window.violations)).toEqual(
      expect.arrayContaining(['frame-src', 'script-src-elem', 'connect-src']),
    );
  });
});

describe('files', () => {
  it('are opened, saved, and told when another program changes them', async () => {
    const [file] = (await value('app/info', null)).open;
    const { text, stamp } = await value('files/open', { id: file!.id });
    expect(text).toBe(readFileSync(mine, 'utf8'));
    const saved = await value('files/save', { id: file!.id, text: `${text} `, expected: stamp });
    expect(readFileSync(mine, 'utf8')).toBe(`${text} `);
    writeFileSync(mine, text);
    await inlay.page.waitForFunction(() => window.changed.length > 0);
    expect(await inlay.page.evaluate(() => window.changed)).toMatchObject([{ id: file!.id }]);
    const late = await call('files/save', { id: file!.id, text: 'lost', expected: saved.stamp });
    expect(late).toMatchObject({ problem: { code: 'file/changed-on-disk' } });
    expect(readFileSync(mine, 'utf8')).toBe(text);
  });
});

async function send(command: object): Promise<void> {
  await inlay.page.evaluate((one) => window.ports[window.ports.length - 1]!.postMessage(one), command);
}

function trainCommand(run: string, directory: string, steps: number): object {
  const text = readFileSync(template('nin-mnist'), 'utf8');
  return {
    ...{ type: 'train', run, document: text, recipe: null, data: 'mnist', limit: 256, directory },
    ...{ epochs: 3, steps, batch: 32, seed: 1, checkpointEvery: null },
  };
}

const told = (type: string, run: string): Promise<unknown> =>
  inlay.page.waitForFunction(
    ([what, which]) => window.messages.some((one) => one.type === what && one['run'] === which),
    [type, run] as const,
    { timeout: 120_000 },
  );

describe('the engine', () => {
  it('trains over a port of the window, and gives its memory back when it is done', async () => {
    expect(await value('engine/state', null)).toMatchObject({ state: 'down' });
    const { pid } = await value('engine/connect', null);
    const { directory } = await value('runs/place', { file: null, name: 'Nine' });
    await send(trainCommand('r1', directory, 5));
    await told('ended', 'r1');
    const lines = readLines(join(directory, 'metrics.jsonl'));
    expect(lines.filter(({ type }) => type === 'step')).toHaveLength(5);
    expect(await value('runs/list', { file: null })).toMatchObject([
      { directory, step: 5, state: 'finished', documentHash: expect.stringMatching(/./) as string },
    ]);
    expect((await value('runs/read', { directory })).metrics).toBe(
      readFileSync(join(directory, 'metrics.jsonl'), 'utf8'),
    );
    await inlay.page.waitForFunction(() => window.ports.length === 2, undefined, { timeout: 15_000 });
    const fresh = await value('engine/state', null);
    expect(fresh.state).toBe('up');
    expect(fresh.pid).not.toBe(pid);
    await expect.poll(() => existsSync(`/proc/${pid!}`), { timeout: 10_000 }).toBe(false);
  });

  it('that is killed is told at once, and starts anew with the run to go on with', async () => {
    const { directory } = await value('runs/place', { file: null, name: 'Nine' });
    await send(trainCommand('r2', directory, 20));
    await inlay.page.waitForFunction(
      () => window.messages.some(({ type, run }) => type === 'events' && run === 'r2'),
      undefined,
      { timeout: 60_000 },
    );
    await expect.poll(() => existsSync(join(directory, 'lock.json')), { timeout: 60_000 }).toBe(true);
    expect((await value('runs/list', { file: null }))[0]).toMatchObject({ directory, state: 'active' });
    expect(await call('runs/remove', { directory })).toMatchObject({ problem: { code: 'run/busy' } });
    const { pid } = await value('engine/state', null);
    const began = Date.now();
    process.kill(pid!, 'SIGKILL');
    await inlay.page.waitForFunction(() => window.states.some(({ state }) => state === 'crashed'));
    expect(Date.now() - began).toBeLessThan(1000);
    expect(await value('engine/state', null)).toEqual({ state: 'crashed', pid: null, reason: 'SIGKILL' });
    expect((await value('runs/list', { file: null }))[0]).toMatchObject({ directory, state: 'open' });
    expect(await value('engine/restart', null)).toMatchObject({ state: 'up', reason: null });
    await send({ type: 'resume', run: 'r3', directory });
    await told('ended', 'r3');
    const lines = readLines(join(directory, 'metrics.jsonl'));
    expect(lines.filter(({ type }) => type === 'step')).toHaveLength(20);
  });
});

it('set-up tells what is there', async () => {
  const { present, working } = await value('setup/state', null);
  expect(working).toBe(false);
  expect(present).toEqual(expect.arrayContaining(['tensorflow', 'addon', 'data:mnist']));
  expect(await value('setup/ensure', { parts: ['data:mnist'] })).toEqual({ present, working: false });
});

it('keeps what was unsaved through a kill -9, and settings and window', async () => {
  const folder = freshFolder();
  await inlay.close();
  inlay = await launch(folder);
  const entry = {
    ...{ key: 'd1', name: 'Nine', file: null, stamp: null, text: '{}', history: '{}', at: 5 },
  };
  await value('journal/write', entry);
  await value('settings/change', { theme: 'dark' });
  await value('session/write', { tabs: [{ key: 'd1', file: null }], active: 'd1' });
  await inlay.kill();
  writeFileSync(join(folder, 'app', 'journal', 'd2.json'), 'half a');
  mkdirSync(join(folder, 'app'), { recursive: true });
  inlay = await launch(folder);
  expect(await value('journal/list', null)).toEqual([entry]);
  expect(existsSync(join(folder, 'app', 'journal', 'd2.json.damaged-1'))).toBe(true);
  expect(await value('settings/read', null)).toMatchObject({ theme: 'dark' });
  expect(await value('session/read', null)).toMatchObject({ active: 'd1' });
  rmSync(join(folder, 'app', 'journal'), { recursive: true });
  expect(await value('journal/list', null)).toEqual([]);
});

it('started once more, shows the file in the window that is there', async () => {
  const other = join(freshFolder(), 'other.inlay.json');
  writeFileSync(other, '{}');
  const second = spawn(electronBinary()!, [...ELECTRON_ARGUMENTS, join(ROOT, '.build', 'main.cjs'), other], {
    env: { ...process.env, DISPLAY: display.name, INLAY_USER_DATA: join(inlay.folder, 'app') },
    stdio: 'ignore',
  });
  const code = new Promise((resolve) => second.on('exit', resolve));
  await inlay.page.waitForFunction(() => window.opened.length > 0);
  expect(await inlay.page.evaluate(() => window.opened)).toMatchObject([{ name: 'other' }]);
  expect(await code).toBe(0);
});

/** The app with a script beside it: Playwright would keep a page that crashed from being loaded again. */
const CRASHING = `
const { app, BrowserWindow } = require('electron');
require(process.env.INLAY_MAIN);
const say = (what) => console.log('said: ' + what);
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const ask = (window, text) => window.webContents.executeJavaScript(text);
app.on('browser-window-created', (_, window) => window.once('show', async () => {
  window.webContents.forcefullyCrashRenderer();
  while (window.webContents.getURL() === '' || window.webContents.isCrashed()) await wait(50);
  await wait(500);
  say(await ask(window, 'inlay.call["app/info"](null).then(({ ok }) => ok)'));
  await ask(window, 'stopAnswering()');
  const began = Date.now();
  window.on('closed', () => say(Date.now() - began > 2500 ? 'closed' : 'too early'));
  window.close();
}));
`;

it('loads a page again that crashed, and waits for no page that does not answer', async () => {
  const folder = freshFolder();
  const main = join(folder, 'crashing.cjs');
  writeFileSync(main, CRASHING);
  const child = spawn(electronBinary()!, [...ELECTRON_ARGUMENTS, main], {
    env: {
      ...process.env,
      DISPLAY: display.name,
      INLAY_MAIN: join(ROOT, '.build', 'main.cjs'),
      INLAY_RENDERER_DIR: pageFolder(),
      INLAY_USER_DATA: join(folder, 'app'),
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  child.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  const patience = setTimeout(() => child.kill('SIGKILL'), 60_000);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearTimeout(patience);
  expect(output.match(/^said: .*/gm)).toEqual(['said: true', 'said: closed']);
  expect(code).toBe(0);
});
