import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
import { freshFolder, ROOT, template } from '../cli';
import { Editor } from './editor';
import { launchInlay, type Inlay } from './launch';

const SCRIPT = '<img src=x onerror="window.__pwned=1"><script>window.__pwned=1</script>';

/** A network whose every text tries something. */
function hostileFile(folder: string, web: string): string {
  const document = JSON.parse(readFileSync(template('nin-mnist'), 'utf8')) as {
    name: string;
    nodes: { label: string }[];
    notes: unknown[];
  };
  document.name = `${SCRIPT} name`;
  document.nodes[1]!.label = `${SCRIPT} javascript:window.__pwned=1`;
  document.notes.push({
    id: 'note1',
    text: `${SCRIPT} see file:///etc/passwd and javascript:window.__pwned=1 and ${web}/note`,
    at: [44, -220],
    size: [440, 132],
    kind: 'comment',
    colour: '"><script>window.__pwned=1</script>',
  });
  const file = join(folder, '<img src=x onerror=alert(1)>.inlay.json');
  writeFileSync(file, JSON.stringify(document));
  return file;
}

/** What the page may reach, tried from inside it: the answers of the browser and of the main process. */
describe('nothing runs and nothing opens without the person', () => {
  let inlay: Inlay;
  let editor: Editor;
  let server: Server;
  let web = '';
  const requests: string[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request.url ?? '');
      response.end('<script>parent.__pwned=1</script>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    web = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    inlay = await launchInlay({ files: [hostileFile(freshFolder(), web)] });
    editor = new Editor(inlay.page);
    await editor.settle();
    // What would be opened outside is written down instead.
    await inlay.app.evaluate(({ shell, dialog }) => {
      const seen = { opened: [] as string[], asked: [] as string[] };
      (globalThis as unknown as { seen: typeof seen }).seen = seen;
      shell.openExternal = (url: string) => {
        seen.opened.push(url);
        return Promise.resolve();
      };
      // The person says no.
      dialog.showMessageBox = (...args: unknown[]) => {
        const options = args[args.length - 1] as { message?: string; detail?: string; cancelId?: number };
        seen.asked.push(`${options.message ?? ''} ${options.detail ?? ''}`);
        return Promise.resolve({ response: options.cancelId ?? 0, checkboxChecked: false });
      };
    });
  });
  afterAll(async () => {
    await inlay.kill();
    server.close();
  });

  const seen = (): Promise<{ opened: string[]; asked: string[] }> =>
    inlay.app.evaluate(() => (globalThis as unknown as { seen: { opened: string[]; asked: string[] } }).seen);
  const pwned = (): Promise<unknown> =>
    inlay.page.evaluate(() => (window as unknown as { __pwned?: number }).__pwned);

  it('shows script in names, labels and notes as the text it is', async () => {
    expect(await inlay.page.getByText(SCRIPT, { exact: false }).count()).toBeGreaterThan(1);
    expect(await pwned()).toBeUndefined();
    expect(await inlay.page.locator('.react-flow script, .react-flow img').count()).toBe(0);
  });

  it('refuses script that is put into the page', async () => {
    const blocked = await inlay.page.evaluate(async () => {
      const violations: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        violations.push(effectiveDirective),
      );
      const inline = document.createElement('script');
      inline.textContent = 'window.__pwned = 1';
      document.body.append(inline);
      const image = document.createElement('div');
      image.innerHTML = '<img src="x" onerror="window.__pwned = 1">';
      document.body.append(image);
      let evaluated = false;
      // Later: what a debugger evaluates directly is let through.
      setTimeout(() => {
        // eslint-disable-next-line @typescript-eslint/no-implied-eval, @typescript-eslint/no-unsafe-call -- the attack
        evaluated = Boolean(new Function('return 1')());
      }, 0);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { violations, evaluated };
    });
    expect(blocked.violations).toContain('script-src-elem');
    expect(blocked.evaluated).toBe(false);
    expect(await pwned()).toBeUndefined();
  });

  it('lets no frame, request or socket out', async () => {
    const outcome = await inlay.page.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      frame.src = `${address}/frame`;
      document.body.append(frame);
      const fetched = await fetch(`${address}/fetch`).then(
        () => 'fetched',
        () => 'refused',
      );
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('refused');
      });
      image.src = `${address}/image`;
      return [fetched, await loaded];
    }, web);
    expect(outcome).toEqual(['refused', 'refused']);
    await inlay.page.waitForTimeout(300);
    expect(requests).toEqual([]);
  });

  it('gives a foreign frame nothing, and takes no port from it', async () => {
    const seenCalls = await inlay.page.evaluate(async () => {
      const frame = document.createElement('iframe');
      frame.srcdoc = '<p>frame</p>';
      document.body.append(frame);
      await new Promise((resolve) => setTimeout(resolve, 300));
      // Something that claims to bring the engine's port, from another window: whatever is told it, is kept.
      const { port1, port2 } = new MessageChannel();
      const stolen: unknown[] = [];
      port2.onmessage = ({ data }) => stolen.push(data);
      Object.assign(window, { __stolen: stolen });
      const claim = { data: 'inlay:engine-port', ports: [port1], source: frame.contentWindow };
      window.dispatchEvent(new MessageEvent('message', claim));
      return ['inlay' in window, 'inlay' in (frame.contentWindow as object)];
    });
    expect(seenCalls).toEqual([true, false]);
    // Had the port been taken, the order to train would go to it, and no run would begin.
    await editor.train();
    await editor.stop();
    expect(await inlay.page.evaluate(() => (window as unknown as { __stolen: unknown[] }).__stolen)).toEqual(
      [],
    );
    expect(
      inlay.errors.filter((text) => !/Content Security Policy|Refused to|ERR_|404|unsafe-eval/.test(text)),
    ).toEqual([]);
  });

  it('answers no page but its own, even one that was given the preload script', async () => {
    const answer = await inlay.app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const webPreferences = { preload, sandbox: true, contextIsolation: true };
        const other = new BrowserWindow({ show: false, webPreferences });
        try {
          await other.loadURL('data:text/html,foreign');
          const ask = "window.inlay.call['settings/read'](null)";
          return (await other.webContents.executeJavaScript(ask)) as unknown;
        } finally {
          other.destroy();
        }
      },
      join(ROOT, '.build', 'preload.cjs'),
    );
    expect(answer).toMatchObject({ ok: false, problem: { code: 'app/foreign-sender' } });
  });

  it('opens a link of a note only when the person agrees to its address, and a file never', async () => {
    const link = (url: string): Promise<unknown> =>
      inlay.page.evaluate(
        (asked) =>
          (
            window as unknown as {
              inlay: {
                call: Record<string, (request: unknown) => Promise<{ ok: boolean; value?: unknown }>>;
              };
            }
          ).inlay.call['app/open-link']!({ url: asked }),
        url,
      );
    for (const url of ['file:///etc/passwd', 'javascript:alert(1)', 'smb://host/share', 'app://inlay/x']) {
      expect(await link(url), url).toMatchObject({ ok: false });
    }
    expect((await seen()).asked).toEqual([]);
    // In the note, only the address of the web is a link.
    await inlay.page.getByText('file:///etc/passwd', { exact: false }).first().waitFor();
    expect(
      await inlay.page
        .locator('.react-flow a[href], .react-flow [role="link"]')
        .evaluateAll((links) => links.map((one) => one.textContent)),
    ).not.toContain('file:///etc/passwd');
    expect(await link(`${web}/note`)).toMatchObject({ ok: true, value: false });
    const { asked, opened } = await seen();
    expect(asked.join()).toContain(`${web}/note`);
    expect(opened).toEqual([]);
    expect(requests).toEqual([]);
  });

  it('refuses calls whose payload is not what the protocol says', async () => {
    const answers = await inlay.page.evaluate(async () => {
      const { call } = (
        window as unknown as {
          inlay: { call: Record<string, (request: unknown) => Promise<{ ok: boolean }>> };
        }
      ).inlay;
      const tries: [string, unknown][] = [
        ['files/open', { id: '../../etc/passwd' }],
        ['files/open', { id: 'f0000000000000000' }],
        ['files/save', { id: 'f0000000000000000', text: 'x', expected: null }],
        ['files/open-dropped', { path: '/etc/passwd' }],
        ['app/show-item', { path: '/etc/passwd' }],
        ['runs/read', { directory: '/etc' }],
        ['runs/remove', { directory: '/tmp' }],
        ['journal/drop', { key: '../../x' }],
        ['settings/change', { theme: 'evil' }],
        ['settings/change', JSON.parse('{"__proto__": {"polluted": 1}, "polluted": 1}')],
        ['setup/ensure', { parts: ['rm -rf'] }],
      ];
      const results: boolean[] = [];
      for (const [name, request] of tries) results.push((await call[name]!(request)).ok);
      return results;
    });
    expect(answers).toEqual(answers.map(() => false));
  });

  it('stays where it is', async () => {
    const before = inlay.page.url();
    await inlay.page.evaluate((address) => {
      location.href = `${address}/navigate`;
    }, web);
    await inlay.page.evaluate(() => {
      location.href = 'file:///etc/passwd';
    });
    const opened = await inlay.page.evaluate((address) => window.open(`${address}/window`) === null, web);
    await inlay.page.waitForTimeout(500);
    expect(inlay.page.url()).toBe(before);
    expect(opened).toBe(true);
    expect(await inlay.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(requests).toEqual([]);
    expect((await seen()).opened).toEqual([]);
  });
});
