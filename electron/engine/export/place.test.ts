import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import { ExportFolder, RECORD } from './place';

let out: string;

beforeEach(() => {
  out = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-place-')), 'deep', 'out');
});

afterEach(() => {
  fs.rmSync(path.dirname(path.dirname(out)), { recursive: true, force: true });
});

function exportOnce(contents: string): void {
  const folder = new ExportFolder(out, ['model.keras', 'savedmodel']);
  fs.writeFileSync(folder.aside('model.keras'), contents);
  fs.mkdirSync(folder.aside('savedmodel'));
  fs.writeFileSync(path.join(folder.aside('savedmodel'), 'saved_model.pb'), contents);
  folder.place('model.keras', { about: contents });
  folder.place('savedmodel', { about: contents });
  folder.close();
}

const read = (name: string) => fs.readFileSync(path.join(out, name), 'utf8');
const problemOf = (names: readonly string[]) => {
  const result = catchProblem(() => new ExportFolder(out, names));
  return result.ok ? null : result.problem;
};

describe('ExportFolder', () => {
  it('makes the folder, places files and folders, and leaves nothing else', () => {
    exportOnce('first');
    expect(fs.readdirSync(out).sort()).toEqual([RECORD, 'model.keras', 'savedmodel']);
    expect(JSON.parse(read(RECORD))).toEqual({
      format: 'inlay-export',
      version: 1,
      files: { 'model.keras': { about: 'first' }, savedmodel: { about: 'first' } },
    });
  });

  it('replaces exports of its own, files and folders', () => {
    exportOnce('first');
    exportOnce('second');
    expect(read('model.keras')).toBe('second');
    expect(read('savedmodel/saved_model.pb')).toBe('second');
    expect(fs.readdirSync(out).sort()).toEqual([RECORD, 'model.keras', 'savedmodel']);
  });

  it.each(['model.keras', RECORD])('leaves a %s alone that is not its own', (name) => {
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, name), '{"mine": true}');
    const problem = problemOf(['model.keras']);
    expect(problem).toMatchObject({ code: 'target/not-ours', args: { path: path.join(out, name) } });
    expect(fs.readdirSync(out)).toEqual([name]);
    expect(read(name)).toBe('{"mine": true}');
  });

  it('keeps other files of the folder', () => {
    fs.mkdirSync(out, { recursive: true });
    fs.writeFileSync(path.join(out, 'notes.tmp'), 'mine');
    exportOnce('first');
    expect(read('notes.tmp')).toBe('mine');
  });

  it('clears away what a killed export left, and not what a running one makes', () => {
    // No process has the number 2^22: it is the highest there can be, not included.
    const [dead, alive] = [`.inlay-export-${2 ** 22}.tmp`, `.inlay-export-${process.ppid}.tmp`];
    for (const name of [dead, alive]) fs.mkdirSync(path.join(out, name), { recursive: true });
    exportOnce('first');
    expect(fs.existsSync(path.join(out, dead))).toBe(false);
    expect(fs.existsSync(path.join(out, alive))).toBe(true);
  });

  it('says so when the folder cannot be made', () => {
    fs.mkdirSync(path.dirname(out), { recursive: true });
    fs.writeFileSync(out, 'a file');
    expect(problemOf(['model.keras'])).toMatchObject({ code: 'file/not-writable' });
  });
});
