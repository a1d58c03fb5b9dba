import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { appPaths } from '../paths';
import { nativeLanguage, nativeText } from '../words';
import { menuTemplate } from './menu';
import { isTrusted, mayLoad, resolvePage, SAFE_HEADERS, webLink } from './page';
import { placeFor, readPlace, writePlace } from './window-place';

describe('the page', () => {
  it.each([
    ['app://inlay/index.html', '/root/index.html', 'text/html; charset=utf-8'],
    ['app://inlay/assets/a%20b.js?v=1#x', '/root/assets/a b.js', 'text/javascript; charset=utf-8'],
    ['app://inlay/assets/f.woff2', '/root/assets/f.woff2', 'font/woff2'],
  ])('is served: %s', (address, file, mime) => {
    expect(resolvePage('/root', address)).toEqual({ file, mime });
  });

  it.each([
    'app://other/index.html',
    'app://inlay@other/index.html',
    'app://me@inlay/index.html',
    'https://inlay/index.html',
    'file:///root/index.html',
    'app://inlay/',
    'app://inlay/..%2fsecret.js',
    'app://inlay/%2e%2e%2f%2e%2e%2fetc/a.js',
    'app://inlay/..%5c..%5ca.js',
    'app://inlay/a%00.js',
    'app://inlay/%zz.js',
    'app://inlay/passwd',
    'not an address',
  ])('is not served: %s', (address) => {
    expect(resolvePage('/root', address)).toBeNull();
  });

  it('may run and load nothing but its own files', () => {
    const policy = SAFE_HEADERS['Content-Security-Policy']!;
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(policy.split('; ')).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
  });

  it.each([
    ['app://inlay/a.js', true, true],
    ['data:image/png;base64,AA', true, true],
    ['blob:app://inlay/1', true, true],
    ['devtools://devtools/a.html', false, true],
    ['app://other/a.js', false, false],
    ['https://example.com/', false, false],
    ['file:///etc/passwd', false, false],
    ['ws://127.0.0.1/', false, false],
    ['', false, false],
  ])('loads %s: %s packaged, %s in a checkout', (address, packaged, checkout) => {
    expect([mayLoad(address, false), mayLoad(address, true)]).toEqual([packaged, checkout]);
  });
});

describe('senders', () => {
  it.each([
    [{ url: 'app://inlay/index.html', isMainFrameOfOurs: true }, true],
    [{ url: 'app://inlay/index.html', isMainFrameOfOurs: false }, false],
    [{ url: 'app://inlay.example.com/index.html', isMainFrameOfOurs: true }, false],
    [{ url: 'https://inlay/index.html', isMainFrameOfOurs: true }, false],
    [{ url: 'about:blank', isMainFrameOfOurs: true }, false],
    [{ url: '', isMainFrameOfOurs: true }, false],
    [null, false],
  ])('%o: %s', (sender, expected) => expect(isTrusted(sender)).toBe(expected));
});

it.each([
  ['https://arxiv.org/abs/1312.4400', 'https://arxiv.org/abs/1312.4400'],
  ['http://example.com', 'http://example.com/'],
  ['https://arxiv.org@evil.example/', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['smb://host/share', null],
  ['example.com', null],
])('the link %s is %s', (address, expected) => expect(webLink(address)).toBe(expected));

it('the menu has the labels of its model, tells what was chosen, and leaves the keys to the window', () => {
  const choose = vi.fn();
  const item = {
    command: 'save',
    label: 'Save & close',
    accelerator: 'CmdOrCtrl+S',
    enabled: false,
    checked: null,
  };
  const [file] = menuTemplate(
    [
      {
        label: '檔案',
        items: [
          item,
          { separator: true },
          { ...item, command: 'snap', accelerator: 'no key at all', checked: true },
        ],
      },
    ],
    choose,
  );
  expect(file!.label).toBe('檔案');
  const items = file!.submenu as Record<string, unknown>[];
  expect(items).toMatchObject([
    { label: 'Save && close', enabled: false, accelerator: 'CmdOrCtrl+S', registerAccelerator: false },
    { type: 'separator' },
    { type: 'checkbox', checked: true },
  ]);
  expect(items[2]).not.toHaveProperty('accelerator');
  (items[0]!['click'] as () => void)();
  expect(choose).toHaveBeenCalledWith('save');
});

describe('the window opens', () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };

  it('where it was left, when that can be reached', () => {
    const left = { x: 100, y: 50, width: 1000, height: 700, maximized: false };
    expect(placeFor(left, [screen])).toEqual({ x: 100, y: 50, width: 1000, height: 700 });
    expect(placeFor({ ...left, x: 2500 }, [screen])).toEqual({ width: 1000, height: 700 });
    expect(placeFor({ ...left, x: 2500 }, [screen, { ...screen, x: 1920 }])).toMatchObject({ x: 2500 });
    expect(placeFor({ ...left, width: 10, height: 10 }, [screen])).toMatchObject({ width: 900, height: 600 });
    expect(placeFor(null, [{ ...screen, width: 1024, height: 700 }])).toEqual({ width: 1024, height: 700 });
  });

  it('as usual when what was kept is damaged', () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-window-'));
    const file = path.join(folder, 'window.json');
    expect(readPlace(file)).toBeNull();
    const place = { x: 1, y: 2, width: 1000, height: 700, maximized: true };
    writePlace(file, place);
    expect(readPlace(file)).toEqual(place);
    fs.writeFileSync(file, '{"x":');
    expect(readPlace(file)).toBeNull();
    fs.rmSync(folder, { recursive: true });
  });
});

it('another page is shown in a checkout only', () => {
  const env = { INLAY_RENDERER_DIR: '/elsewhere' };
  const packaged = appPaths({ bundle: '/opt/inlay/resources/app.asar', packaged: true, env });
  expect(packaged).toMatchObject({
    renderer: '/opt/inlay/resources/app.asar/renderer',
    engine: '/opt/inlay/resources/app.asar/engine.cjs',
  });
  expect(appPaths({ bundle: '/repo/.build', packaged: false, env }).renderer).toBe('/elsewhere');
});

it('the system speaks the chosen language', () => {
  expect(nativeLanguage('system', 'zh-TW')).toBe('zh-TW');
  expect(nativeLanguage('system', 'de')).toBe('en');
  expect(nativeLanguage('en', 'zh-TW')).toBe('en');
  expect(nativeText('zh-TW', 'exportTitle', 'NIN')).toBe('選擇「NIN」的匯出資料夾');
});
