import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import { AppendFile } from './append';
import { cleanTemporaries, makeFolder, replaceFile, saveFile, writeFlushed } from './atomic';
import { bundleScript } from '../testing/bundle';
import { makeReadOnly, mayMount, onDisk } from '../testing/small-disk';
import { reading } from './errno';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-files-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]): string => path.join(folder, ...names);
const text = (...names: string[]): string => fs.readFileSync(at(...names), 'utf8');

function code(work: () => unknown): string | null {
  const result = catchProblem(work);
  return result.ok ? null : result.problem.code;
}

describe('replacing a file', () => {
  it('puts the whole new one in place, and leaves nothing beside it', () => {
    replaceFile(at('a.json'), 'one');
    replaceFile(at('a.json'), Buffer.from('two'));
    expect(text('a.json')).toBe('two');
    expect(fs.readdirSync(folder)).toEqual(['a.json']);
  });

  it('says what stands in the way', () => {
    expect(code(() => replaceFile(at('missing', 'a.json'), ''))).toBe('file/not-writable');
    fs.writeFileSync(at('file'), 'kept');
    expect(code(() => replaceFile(at('file', 'a.json'), ''))).toBe('file/not-writable');
    fs.mkdirSync(at('folder'));
    fs.writeFileSync(at('folder', 'x'), '');
    expect(saveFile(at('folder'), 'x')).toMatchObject({
      ok: false,
      problem: { code: 'file/not-writable', args: { path: at('folder') } },
    });
    expect(fs.readdirSync(folder).sort()).toEqual(['file', 'folder']);
  });
});

describe('making a folder', () => {
  it('shows it only when it is filled', () => {
    makeFolder(at('new'), (aside) => {
      expect(fs.existsSync(at('new'))).toBe(false);
      expect(aside.endsWith('.tmp')).toBe(true);
      writeFlushed(path.join(aside, 'a'), '1');
    });
    expect(text('new', 'a')).toBe('1');
  });

  it('leaves nothing when filling fails, and does not take the place of another', () => {
    expect(() =>
      makeFolder(at('new'), () => {
        throw new Error('fault');
      }),
    ).toThrow('fault');
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.mkdirSync(at('old'));
    fs.writeFileSync(at('old', 'a'), 'kept');
    expect(code(() => makeFolder(at('old'), () => undefined))).toBe('file/not-writable');
    expect(text('old', 'a')).toBe('kept');
    expect(fs.readdirSync(folder)).toEqual(['old']);
  });

  it('goes over what an interrupted one left', () => {
    fs.mkdirSync(at('new.tmp'));
    fs.writeFileSync(at('new.tmp', 'stale'), '');
    makeFolder(at('new'), (aside) => writeFlushed(path.join(aside, 'a'), '1'));
    expect(fs.readdirSync(at('new'))).toEqual(['a']);
  });
});

it('cleans temporaries, files and folders, and only those', () => {
  fs.mkdirSync(at('a.tmp'));
  fs.writeFileSync(at('a.tmp', 'x'), '');
  ['b.tmp', 'lock-1.tmp', 'c.json'].forEach((name) => fs.writeFileSync(at(name), ''));
  expect(cleanTemporaries(folder, (name) => !name.startsWith('lock'))).toEqual(['a.tmp', 'b.tmp']);
  expect(fs.readdirSync(folder)).toEqual(['c.json', 'lock-1.tmp']);
});

describe('a file that grows', () => {
  it('appends, and cuts back to what is to be kept', () => {
    const first = new AppendFile(at('log'));
    first.append('一\n');
    first.append('two\n');
    expect(first.length).toBe(8);
    first.close();
    const second = new AppendFile(at('log'), 4);
    expect(second.length).toBe(4);
    second.append('three\n');
    second.flush();
    second.close();
    expect(text('log')).toBe('一\nthree\n');
    const third = new AppendFile(at('log'), 1000);
    expect(third.length).toBe(10);
    third.close();
  });
});

it('tells a missing file from one that cannot be read', () => {
  expect(code(() => reading(at('no'), () => fs.readFileSync(at('no'))))).toBe('file/not-found');
  expect(code(() => reading(folder, () => fs.readFileSync(folder)))).toBe('file/not-readable');
});

describe('a full disk', () => {
  it('is told by its code, the old file untouched', async () => {
    const script = await bundleScript(
      'files',
      `import { saveFile } from '../files/atomic';
       console.log(JSON.stringify(saveFile(process.argv[2]!, Buffer.alloc(8192, 2))));`,
    );
    const target = at('weights');
    fs.writeFileSync(target, 'kept');
    // `ulimit -f` refuses to let any file grow beyond it, as a disk or a quota that is full, without being root.
    const limited = `ulimit -f 4; exec "$0" "$@"`;
    const { stdout } = spawnSync('sh', ['-c', limited, process.execPath, script, target], {
      encoding: 'utf8',
    });
    expect(JSON.parse(stdout)).toMatchObject({
      ok: false,
      problem: { code: 'file/disk-full', args: { path: target } },
    });
    expect(text('weights')).toBe('kept');
    expect(fs.readdirSync(folder)).toEqual(['weights']);
  });

  it.runIf(mayMount)('keeps the old file, and says so', async () => {
    await onDisk(at('disk'), 64, (disk) => {
      const target = path.join(disk, 'weights');
      replaceFile(target, Buffer.alloc(30_000, 1));
      expect(code(() => replaceFile(target, Buffer.alloc(60_000, 2)))).toBe('file/disk-full');
      expect(fs.readFileSync(target)).toEqual(Buffer.alloc(30_000, 1));
      expect(
        code(() =>
          makeFolder(`${target}-2`, (aside) => writeFlushed(path.join(aside, 'a'), Buffer.alloc(60_000))),
        ),
      ).toBe('file/disk-full');
      expect(fs.readdirSync(disk)).toEqual(['weights']);
      const log = new AppendFile(path.join(disk, 'log'));
      expect(code(() => log.append(Buffer.alloc(60_000)))).toBe('file/disk-full');
      log.close();
    });
  });

  it.runIf(mayMount)('is told apart from one that may only be read', async () => {
    await onDisk(at('disk'), 64, (disk) => {
      fs.writeFileSync(path.join(disk, 'a'), 'kept');
      makeReadOnly(disk);
      const saved = saveFile(path.join(disk, 'a'), 'new');
      expect(saved).toMatchObject({
        ok: false,
        problem: { code: 'file/not-writable', args: { reason: 'EROFS' } },
      });
      expect(fs.readFileSync(path.join(disk, 'a'), 'utf8')).toBe('kept');
    });
  });
});
