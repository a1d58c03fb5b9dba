import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../../shared/protocol/window';
import { ProblemSignal } from '../../../shared/problems/problem';
import { Journal } from './journal';
import { Queue } from './queue';
import { replaceFileSoon } from './replace';
import { SessionStore } from './session';
import { presetsOf, SettingsStore } from './settings';

let folder: string;
let told: string[];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-store-'));
  told = [];
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (name: string): string => path.join(folder, name);
const tell = (text: string): void => void told.push(text);

describe('replacing a file', () => {
  it('makes it whole, for the person alone, with nothing left beside it', async () => {
    await replaceFileSoon(at('deep/a.json'), 'one');
    await replaceFileSoon(at('deep/a.json'), 'two');
    expect(fs.readFileSync(at('deep/a.json'), 'utf8')).toBe('two');
    expect(fs.readdirSync(at('deep'))).toEqual(['a.json']);
    expect(fs.statSync(at('deep/a.json')).mode & 0o777).toBe(0o600);
  });

  it('does not write through a link that lies where it works', async () => {
    fs.writeFileSync(at('victim'), 'kept');
    fs.symlinkSync(at('victim'), at('a.json.tmp'));
    await replaceFileSoon(at('a.json'), 'new');
    expect(fs.readFileSync(at('victim'), 'utf8')).toBe('kept');
    expect(fs.readFileSync(at('a.json'), 'utf8')).toBe('new');
  });

  it('says what stands in the way, and leaves nothing', async () => {
    fs.mkdirSync(at('a.json'));
    const error = await replaceFileSoon(at('a.json'), 'x').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ProblemSignal);
    expect((error as ProblemSignal).problem.code).toBe('file/not-writable');
    expect(fs.readdirSync(folder)).toEqual(['a.json']);
  });
});

describe('settings', () => {
  it('are kept, with defaults for what an older version did not know', async () => {
    const settings = new SettingsStore(at('settings.json'), tell);
    expect(await settings.load()).toMatchObject({ theme: 'system', minimap: true });
    await settings.change({ theme: 'dark', language: undefined });
    fs.writeFileSync(at('older.json'), '{"theme":"light"}');
    expect(await new SettingsStore(at('settings.json'), tell).load()).toMatchObject({
      theme: 'dark',
      language: 'system',
    });
    expect(await new SettingsStore(at('older.json'), tell).load()).toMatchObject({
      theme: 'light',
      snap: true,
    });
  });

  it.each(['{', '{"theme":"green"}', '{"unknown":1}', '[]', ''])(
    'that are %s are set aside',
    async (text) => {
      fs.writeFileSync(at('settings.json'), text);
      fs.writeFileSync(at('settings.json.damaged-1'), 'an earlier one');
      expect(await new SettingsStore(at('settings.json'), tell).load()).toMatchObject({ theme: 'system' });
      expect(fs.readFileSync(at('settings.json.damaged-2'), 'utf8')).toBe(text);
      expect(fs.existsSync(at('settings.json'))).toBe(false);
      expect(told).toHaveLength(1);
    },
  );

  it('take presets of the environment, which what was chosen overrules', async () => {
    const presets = presetsOf({ INLAY_LANGUAGE: 'zh-TW', INLAY_THEME: 'pink' });
    expect(presets).toEqual({ language: 'zh-TW' });
    const settings = new SettingsStore(at('settings.json'), tell, presets);
    expect(await settings.load()).toMatchObject({ language: 'zh-TW', theme: 'system' });
    await settings.change({ language: 'en' });
    expect(await new SettingsStore(at('settings.json'), tell, presets).load()).toMatchObject({
      language: 'en',
    });
  });
});

it('the session is kept, and is empty when there is none', async () => {
  const session = { tabs: [{ key: 'd1', file: 'f0123456789abcdef' }], active: 'd1' };
  const store = new SessionStore(at('session.json'), tell);
  expect(await store.read()).toEqual({ tabs: [], active: null });
  await store.write(session);
  expect(await new SessionStore(at('session.json'), tell).read()).toEqual(session);
});

describe('the journal', () => {
  const entry = (key: string, at: number, text = '{}'): JournalEntry => ({
    ...{ key, name: 'Nine', file: null, stamp: null, text, history: '[]', at },
  });

  it('keeps the newest text of each document, until it is dropped', async () => {
    const journal = new Journal(at('journal'), tell);
    await Promise.all([
      journal.write(entry('d2', 20, 'old')),
      journal.write(entry('d2', 21, 'skipped')),
      journal.write(entry('d2', 22, 'new')),
      journal.write(entry('d1', 10)),
    ]);
    expect(await new Journal(at('journal'), tell).list()).toEqual([entry('d1', 10), entry('d2', 22, 'new')]);
    await Promise.all([journal.write(entry('d1', 30)), journal.drop('d1')]);
    expect((await journal.list()).map(({ key }) => key)).toEqual(['d2']);
  });

  it('sets damaged entries aside and lists the others', async () => {
    const journal = new Journal(at('journal'), tell);
    await journal.write(entry('d1', 1));
    fs.writeFileSync(
      path.join(at('journal'), 'd2.json'),
      fs.readFileSync(path.join(at('journal'), 'd1.json')).subarray(0, 30),
    );
    fs.writeFileSync(path.join(at('journal'), 'd3.json.tmp'), 'of a killed process');
    expect(await journal.list()).toEqual([entry('d1', 1)]);
    expect(fs.readdirSync(at('journal')).sort()).toEqual(['d1.json', 'd2.json.damaged-1', 'd3.json.tmp']);
  });

  it('lists nothing when there was never one', async () => {
    expect(await new Journal(at('none'), tell).list()).toEqual([]);
  });
});

it('a queue keeps the order, and goes on after a failure', async () => {
  const queue = new Queue();
  const done: number[] = [];
  const slow = queue.add(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    done.push(1);
  });
  const failing = queue.add(() => Promise.reject(new Error('oh')));
  const last = queue.add(() => Promise.resolve(done.push(2)));
  await expect(failing).rejects.toThrow('oh');
  await Promise.all([slow, last]);
  expect(done).toEqual([1, 2]);
});
