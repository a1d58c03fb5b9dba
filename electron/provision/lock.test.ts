import { spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeProcess, isStale, takeLock } from './testing.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-lock-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const here = describeProcess(process.pid);

describe('staleness of a lock', () => {
  it('is fresh for a living process', () => {
    expect(isStale(here)).toBe(false);
  });

  it('is stale for a process that ended', () => {
    const { pid } = spawnSync('true');
    expect(isStale({ ...here, pid })).toBe(true);
  });

  it('is stale when the number went to another process, or the machine was started anew', () => {
    expect(isStale({ ...here, started: '1' })).toBe(true);
    expect(isStale({ ...here, boot: 'another' })).toBe(true);
  });

  it.each([undefined, null, {}, { pid: 'x' }, []])('is stale when damaged: %j', (holder) => {
    expect(isStale(holder)).toBe(true);
  });

  it('is stale for a killed process that nobody has waited for yet', async () => {
    const child = spawn('sleep', ['60']);
    const owner = describeProcess(child.pid!);
    expect(isStale(owner)).toBe(false);
    child.kill('SIGKILL');
    await new Promise((resolve) => child.on('exit', resolve));
    expect(isStale(owner)).toBe(true);
  });
});

describe('taking a lock', () => {
  it('takes over from a dead owner and from a damaged file', async () => {
    const file = path.join(folder, 'dead');
    for (const text of [JSON.stringify({ ...here, started: '1' }), '', '{']) {
      fs.writeFileSync(file, text);
      const release = await takeLock(file);
      expect(JSON.parse(fs.readFileSync(file, 'utf8'))).toEqual(here);
      release();
      expect(fs.existsSync(file)).toBe(false);
    }
  });

  it('waits for a living owner, says so once, and leaves nothing else behind', async () => {
    const file = path.join(folder, 'held');
    const child = spawn('sleep', ['60']);
    fs.writeFileSync(file, JSON.stringify(describeProcess(child.pid!)));
    const said: string[] = [];
    const log = {
      say: (text: string) => void said.push(text),
      progress: () => ({ to: () => undefined, end: () => undefined }),
    };
    let taken = false;
    const taking = takeLock(file, { log }).then((release) => {
      taken = true;
      return release;
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(taken).toBe(false);
    child.kill('SIGKILL');
    (await taking)();
    expect(said).toHaveLength(1);
    expect(said[0]).toContain(String(child.pid));
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('held'))).toEqual([]);
  });

  it('gives back only its own lock', async () => {
    const file = path.join(folder, 'own');
    const release = await takeLock(file);
    fs.writeFileSync(file, JSON.stringify({ ...here, pid: 1 }));
    release();
    expect(fs.existsSync(file)).toBe(true);
  });
});
