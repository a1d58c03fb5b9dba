import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peerPython } from '../../provision/index.mjs';
import { PythonPeer, type PeerOptions } from './peer';

let folder: string;
let peer: PythonPeer | undefined;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-peer-'));
});

afterEach(() => {
  peer?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A program in the place of Python. */
function program(text: string): string {
  const file = path.join(folder, 'python');
  fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

async function detailOf(python: string, options: PeerOptions = {}): Promise<string> {
  peer = new PythonPeer(python, options);
  const answer = await peer.request('Keras', { op: 'variables', model: '/none.keras', out: '/none' });
  if (answer.ok || answer.problem.code !== 'target/peer-failed') throw new Error('it answered');
  return answer.problem.args.detail;
}

describe('PythonPeer', () => {
  it('tells in one line what Keras cannot load, and goes on', async () => {
    const python = peerPython('keras')!;
    expect(await detailOf(python)).toMatch(/^ValueError: File not found: filepath=\/none\.keras/);
    expect(await peer!.request('Keras', { op: 'variables', model: '/other.keras', out: '/' })).toMatchObject({
      ok: false,
      problem: { args: { detail: expect.stringContaining('/other.keras') as string } },
    });
  });

  it('tells when Python is not there', async () => {
    expect(await detailOf(path.join(folder, 'nothing'))).toMatch(/ENOENT/);
  });

  it('tells the last words of a process that dies', async () => {
    const dying = 'echo loading >&2; echo "ModuleNotFoundError: No module named keras" >&2; exit 1';
    expect(await detailOf(program(dying))).toBe('ModuleNotFoundError: No module named keras');
  });

  it('tells when one dies without a word', async () => {
    expect(await detailOf(program('exit 1'))).toBe('it ended without a word');
  });

  it('gives up on one that does not answer, and ends it', async () => {
    const python = program(`echo $$ > ${folder}/pid; exec sleep 60`);
    expect(await detailOf(python, { patienceMs: 500 })).toMatch(/no answer/);
    const pid = Number(fs.readFileSync(path.join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isRunning(pid)).toBe(false);
  });

  it('is ended at its work when it is told to stop, and starts no other', async () => {
    const python = program(`echo $$ >> ${folder}/pid; exec sleep 60`);
    const pids = (): string => fs.readFileSync(path.join(folder, 'pid'), { encoding: 'utf8', flag: 'a+' });
    const stop = new AbortController();
    const answer = detailOf(python, { signal: stop.signal });
    await expect.poll(pids).toMatch(/\n/);
    stop.abort();
    expect(await answer).toBe('it ended without a word');
    await expect.poll(() => isRunning(Number(pids()))).toBe(false);
    const again = await peer!.request('Keras', { op: 'variables', model: '/none.keras', out: '/none' });
    expect(again).toMatchObject({ ok: false, problem: { code: 'target/peer-failed' } });
    expect(pids().trim().split('\n')).toHaveLength(1);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
