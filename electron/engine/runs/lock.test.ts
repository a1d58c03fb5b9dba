import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import { LOCK_FILE, takeLock } from './lock';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-lock-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const lockFile = (): string => path.join(folder, LOCK_FILE);
const holder = (): { pid: number } => JSON.parse(fs.readFileSync(lockFile(), 'utf8')) as { pid: number };

it('is held by one at a time, also within a process, and given back', () => {
  const lock = takeLock(folder);
  expect(catchProblem(() => takeLock(folder))).toMatchObject({
    ok: false,
    problem: { code: 'run/busy', args: { path: folder, pid: process.pid } },
  });
  lock.release();
  expect(fs.readdirSync(folder)).toEqual([]);
  takeLock(folder).release();
});

it('is taken over from a process that was killed', async () => {
  const sleeper = spawn('sleep', ['60']);
  const ended = new Promise((resolve) => sleeper.on('exit', resolve));
  const stat = fs.readFileSync(`/proc/${sleeper.pid}/stat`, 'utf8');
  const boot = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  const started = `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  const lock = { pid: sleeper.pid, host: os.hostname(), started, token: 'theirs' };
  fs.writeFileSync(lockFile(), JSON.stringify(lock));
  expect(catchProblem(() => takeLock(folder))).toMatchObject({ problem: { args: { pid: sleeper.pid } } });
  sleeper.kill('SIGKILL');
  await ended;
  const taken = takeLock(folder);
  expect(holder().pid).toBe(process.pid);
  expect(fs.readdirSync(folder)).toEqual([LOCK_FILE]);
  taken.release();
});

it('is taken over from an earlier process of the same number, and when it is torn', () => {
  const lock = { pid: process.pid, host: os.hostname(), started: 'another boot 1', token: 'x' };
  fs.writeFileSync(lockFile(), JSON.stringify(lock));
  takeLock(folder).release();
  fs.writeFileSync(lockFile(), '{"pid":');
  takeLock(folder).release();
});

it('holds while its process may be on another machine', () => {
  const lock = { pid: 1, host: 'elsewhere', started: '', token: 'x' };
  fs.writeFileSync(lockFile(), JSON.stringify(lock));
  expect(catchProblem(() => takeLock(folder))).toMatchObject({ problem: { code: 'run/busy' } });
});

it('leaves a lock alone that another has taken since', () => {
  const lock = takeLock(folder);
  fs.writeFileSync(lockFile(), JSON.stringify({ pid: 1, host: 'elsewhere', started: '', token: 'x' }));
  lock.release();
  expect(fs.existsSync(lockFile())).toBe(true);
});

it('says that the folder cannot be written', () => {
  expect(catchProblem(() => takeLock(path.join(folder, 'missing')))).toMatchObject({
    problem: { code: 'file/not-writable' },
  });
});
