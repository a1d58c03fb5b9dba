import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ProblemSignal } from '../../../shared/problems/problem';
import type { FileStamp } from '../../../shared/protocol/window';
import { LARGEST_FILE } from './disk-file';
import { Documents } from './documents';
import { fileNameFor, filesOnCommandLine, fromReadable, Grants, withEnding } from './grants';

let folder: string;
let grants: Grants;
let documents: Documents;
let changes: [string, FileStamp | null][];
let now: number;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-documents-'));
  changes = [];
  now = 1000;
  grants = new Grants(at('app', 'recent.json'), () => undefined);
  documents = new Documents(
    grants,
    (id, stamp) => changes.push([id, stamp]),
    () => now++,
  );
});
afterEach(() => {
  documents.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function at(...names: string[]): string {
  return path.join(folder, ...names);
}

function write(name: string, contents: string | Uint8Array = '{}\n'): string {
  fs.writeFileSync(at(name), contents);
  return at(name);
}

async function code(work: Promise<unknown>): Promise<string | null> {
  const error = await work.then(
    () => null,
    (caught: unknown) => caught,
  );
  if (error === null) return null;
  return error instanceof ProblemSignal ? error.problem.code : (error as Error).message;
}

describe('opening', () => {
  it('gives the text and a stamp, and knows the file by one id however it is named', async () => {
    const target = write('mine.inlay.json', '{"網路": 1}\n');
    fs.symlinkSync(target, at('link.inlay.json'));
    const opened = await documents.openChosen(target);
    expect(opened).toMatchObject({ text: '{"網路": 1}\n', file: { name: 'mine' }, stamp: { size: 14 } });
    expect((await documents.openChosen(at('link.inlay.json'))).file.id).toBe(opened.file.id);
  });

  it('refuses what is missing, no text, no file, or too large, each by its code', async () => {
    expect(await code(documents.openChosen(at('no.inlay.json')))).toBe('file/not-found');
    expect(await code(documents.openChosen(write('binary.json', Buffer.from([0x7b, 0xff, 0xfe]))))).toBe(
      'file/not-text',
    );
    expect(await code(documents.openChosen(folder))).toBe('file/not-readable');
    const large = write('large.json', '');
    fs.truncateSync(large, LARGEST_FILE + 1);
    expect(await code(documents.openChosen(large))).toBe('document/too-large');
    expect(await code(documents.open('f0000000000000000'))).toBe('file/not-granted');
  });

  it('opens dropped files only when they were dropped', async () => {
    const target = write('mine.inlay.json');
    await expect(async () => documents.openDropped(target)).rejects.toThrow('file/not-dropped');
    documents.noteDropped(target);
    expect((await documents.openDropped(target)).text).toBe('{}\n');
  });
});

describe('saving', () => {
  it('replaces the file a link leads to, and keeps link and permissions', async () => {
    const target = write('real.inlay.json');
    fs.chmodSync(target, 0o640);
    fs.symlinkSync(target, at('link.inlay.json'));
    const { file, stamp } = await documents.openChosen(at('link.inlay.json'));
    await documents.save(file.id, 'new', stamp);
    expect(fs.lstatSync(at('link.inlay.json')).isSymbolicLink()).toBe(true);
    expect(fs.readFileSync(target, 'utf8')).toBe('new');
    expect(fs.statSync(target).mode & 0o777).toBe(0o640);
    expect(fs.readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('does not overwrite what another program wrote or took away, unless told to', async () => {
    const target = write('mine.inlay.json');
    const { file, stamp } = await documents.openChosen(target);
    write('mine.inlay.json', 'theirs');
    expect(await code(documents.save(file.id, 'mine', stamp))).toBe('file/changed-on-disk');
    expect(fs.readFileSync(target, 'utf8')).toBe('theirs');
    fs.rmSync(target);
    expect(await code(documents.save(file.id, 'mine', stamp))).toBe('file/changed-on-disk');
    const saved = await documents.save(file.id, 'mine', null);
    await documents.save(file.id, 'mine 2', saved.stamp);
    expect(fs.readFileSync(target, 'utf8')).toBe('mine 2');
  });

  it('leaves alone what is locked, a folder, or in a folder that is gone', async () => {
    const target = write('locked.inlay.json', 'kept');
    fs.chmodSync(target, 0o444);
    expect(await code(documents.saveChosen(target, 'x'))).toBe('file/not-writable');
    expect(fs.readFileSync(target, 'utf8')).toBe('kept');
    fs.mkdirSync(at('folder.json'));
    expect(await code(documents.saveChosen(at('folder.json'), 'x'))).toBe('file/not-writable');
    expect(await code(documents.saveChosen(at('gone', 'a.inlay.json'), 'x'))).toBe('file/not-writable');
    expect(fs.existsSync(at('gone'))).toBe(false);
  });
});

describe('watching', () => {
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 600));

  it('tells what others write, once, and nothing of what the app writes', async () => {
    const target = write('mine.inlay.json');
    const { file, stamp } = await documents.openChosen(target);
    const saved = await documents.save(file.id, 'mine', stamp);
    fs.utimesSync(target, new Date(), new Date(5000));
    await settle();
    expect(changes).toEqual([]);
    fs.writeFileSync(at('aside'), 'theirs');
    fs.renameSync(at('aside'), target);
    await expect.poll(() => changes.length, { timeout: 10_000 }).toBe(1);
    expect(changes[0]![1]!.sha256).not.toBe(saved.stamp.sha256);
    fs.rmSync(target);
    await expect.poll(() => changes.length, { timeout: 10_000 }).toBe(2);
    expect(changes[1]).toEqual([file.id, null]);
    documents.release(file.id);
    write('mine.inlay.json', 'again');
    await settle();
    expect(changes).toHaveLength(2);
  });
});

describe('recent files', () => {
  const load = async (): Promise<Grants> => {
    const again = new Grants(at('app', 'recent.json'), () => undefined);
    await again.load();
    return again;
  };

  it('are within reach after a restart, newest first, with their thumbnails', async () => {
    const { file: first } = await documents.openChosen(write('one.inlay.json'));
    const { file: second } = await documents.openChosen(write('two.inlay.json'));
    await grants.remember(first.id, [{ category: 'conv', shape: [32, 32, 3] }], now++);
    fs.rmSync(at('one.inlay.json'));
    const again = await load();
    expect(await again.list()).toMatchObject([
      { file: { id: second.id, name: 'two' }, missing: false, preview: [] },
      { file: { id: first.id }, missing: true, preview: [{ category: 'conv', shape: [32, 32, 3] }] },
    ]);
    expect(again.pathOf(second.id)).toBe(at('two.inlay.json'));
    await again.forget(first.id);
    expect(await (await load()).list()).toHaveLength(1);
    expect(again.lastFolder()).toBe(folder);
  });

  it('that cannot be kept do not keep a document from being opened and saved', async () => {
    fs.writeFileSync(at('app'), 'in the way');
    const { file, stamp } = await documents.openChosen(write('one.inlay.json'));
    await documents.save(file.id, 'new', stamp);
    expect(fs.readFileSync(at('one.inlay.json'), 'utf8')).toBe('new');
    expect(await grants.list()).toHaveLength(1);
  });

  it('start anew when their file is damaged', async () => {
    fs.mkdirSync(at('app'));
    fs.writeFileSync(at('app', 'recent.json'), '{"version":1,"files":[{"path":7}]}');
    expect(await (await load()).list()).toEqual([]);
    expect(fs.existsSync(at('app', 'recent.json.damaged-1'))).toBe(true);
  });
});

describe('names', () => {
  it('of files fit any system, and end as ours do', () => {
    expect(fileNameFor('NIN, CIFAR-10')).toBe('NIN, CIFAR-10.inlay.json');
    expect(fileNameFor('../a:b\u0007')).toBe('ab.inlay.json');
    expect(fileNameFor(' .. ')).toBe('network.inlay.json');
    expect(withEnding('/a/b')).toBe('/a/b.inlay.json');
    expect(withEnding('/a/b.json')).toBe('/a/b.json');
  });

  it('on the command line are those of our files', () => {
    const words = ['--no-sandbox', '/app/main.cjs', 'a.inlay.json', '/b/c.INLAY.json', '--x=y.inlay.json'];
    expect(filesOnCommandLine(words, '/home/me')).toEqual(['/home/me/a.inlay.json', '/b/c.INLAY.json']);
  });

  it('are read back from what people see', () => {
    const inHome = path.join(os.homedir(), 'nets', 'a.inlay.json');
    const shown = grants.grant(inHome).path;
    expect(shown).toBe(`~${path.sep}nets${path.sep}a.inlay.json`);
    expect(fromReadable(shown)).toBe(inHome);
  });
});
