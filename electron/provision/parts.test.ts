import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COMMAND_PARTS } from './index.mjs';
import {
  ensure,
  fetchAside,
  partialFolder,
  planParts,
  SetupError,
  silentLog,
  sweepPartials,
  wheelAddress,
  writeReceipt,
  type Context,
  type Part,
} from './testing.mjs';

let root = '';
beforeEach(() => (root = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-parts-'))));
afterEach(() => fs.rmSync(root, { recursive: true }));

const claimOf = (name: string) => (context: Context) => ({ base: context.root, name, wanted: '1' });

function part(name: string, needs: string[] = [], made: string[] = []): Part {
  return {
    name,
    needs,
    claim: claimOf(name),
    make: async (context) => {
      made.push(name);
      const file = path.join(context.root, `${name}.bin`);
      fs.writeFileSync(file, name);
      await writeReceipt(claimOf(name)(context), [file]);
    },
  };
}

describe('the plan', () => {
  const known = [part('a'), part('b', ['a']), part('c', ['b']), part('d')];

  it('brings what a part needs, each once, in working order', () => {
    expect(planParts(['c', 'b'], known).map((one) => one.name)).toEqual(['a', 'b', 'c']);
    expect(planParts([], known)).toEqual([]);
  });

  it('refuses an unknown part with a sentence', () => {
    expect(() => planParts(['x'], known)).toThrow(
      new SetupError('There is no set-up part "x"; there are: a, b, c, d.'),
    );
  });

  it('asks for less on the way to the command line than for tests', () => {
    const inlay = planParts(COMMAND_PARTS.inlay).map((one) => one.name);
    expect(inlay).toEqual(['machine', 'npm', 'tensorflow', 'addon']);
    const test = planParts(COMMAND_PARTS.test).map((one) => one.name);
    expect(test).toEqual(expect.arrayContaining([...inlay, 'keras', 'torch', 'electron', 'modern-node']));
    expect(planParts(COMMAND_PARTS.start).map((one) => one.name)).not.toContain('keras');
  });
});

describe('ensure', () => {
  it('does what is missing, then nothing', async () => {
    const made: string[] = [];
    const known = [part('a', [], made), part('b', ['a'], made)];
    const options = { known, root, log: silentLog };
    expect(await ensure(['b'], options)).toEqual(['a', 'b']);
    expect(await ensure(['b'], options)).toEqual([]);
    fs.rmSync(path.join(root, 'b.bin'));
    expect(await ensure(['b'], options)).toEqual(['b']);
    expect(made).toEqual(['a', 'b', 'b']);
    expect(fs.existsSync(path.join(root, 'lock'))).toBe(false);
  });

  it('renews instead of redoing when a cache was restored with other times', async () => {
    const options = { known: [part('a')], root, log: silentLog };
    await ensure(['a'], options);
    fs.utimesSync(path.join(root, 'a.bin'), 1000, 1000);
    expect(await ensure(['a'], options)).toEqual([]);
  });

  it('gives the lock back after a failure, keeps what was finished, and goes on from there', async () => {
    let broken = true;
    const made: string[] = [];
    const shaky = part('b', ['a'], made);
    const make = shaky.make;
    shaky.make = (context) => (broken ? Promise.reject(new SetupError('no luck')) : make(context));
    const options = { known: [part('a', [], made), shaky], root, log: silentLog };
    await expect(ensure(['b'], options)).rejects.toThrow('no luck');
    broken = false;
    expect(await ensure(['b'], options)).toEqual(['b']);
    expect(made).toEqual(['a', 'b']);
  });

  it('turns a full disk into one sentence', async () => {
    const full = part('a');
    full.make = () => Promise.reject(Object.assign(new Error('write'), { code: 'ENOSPC' }));
    await expect(ensure(['a'], { known: [full], root, log: silentLog })).rejects.toThrow(
      /disk is full.*INLAY_CACHE/,
    );
  });

  it('leaves a fault of ours as it is', async () => {
    const faulty = part('a');
    faulty.make = () => Promise.reject(new TypeError('x is not a function'));
    await expect(ensure(['a'], { known: [faulty], root, log: silentLog })).rejects.toThrow(TypeError);
  });

  it('sweeps what an interrupted run left', async () => {
    const left = partialFolder(path.join(root, 'downloads'));
    fs.writeFileSync(path.join(left, 'half.whl'), 'half');
    fs.mkdirSync(path.join(root, 'data', 'mnist.part'), { recursive: true });
    await ensure(['a'], { known: [part('a')], root, log: silentLog });
    expect(fs.readdirSync(path.join(root, 'downloads'))).toEqual([]);
    expect(fs.readdirSync(path.join(root, 'data'))).toEqual([]);
  });

  it('keeps a download until nobody will unpack it any more', async () => {
    const one = { ...part('a'), downloads: ['shared.whl'] };
    const other = { ...part('b'), downloads: ['shared.whl'] };
    const downloads = path.join(root, 'downloads');
    const options = { known: [one, other], root, log: silentLog };
    fs.mkdirSync(downloads);
    for (const name of ['shared.whl', 'old.tgz']) fs.writeFileSync(path.join(downloads, name), '');
    await ensure(['a'], options);
    expect(fs.readdirSync(downloads)).toEqual(['shared.whl']);
    await ensure(['b'], options);
    expect(fs.readdirSync(downloads)).toEqual([]);
  });

  it('mends after a kill -9 in the middle, and never runs twice at once', async () => {
    const script = path.join(root, 'run.mjs');
    fs.writeFileSync(script, slowRun(root));
    const first = spawn(process.execPath, [script], { stdio: 'ignore' });
    await until(() => fs.existsSync(path.join(root, 'begun')));
    first.kill('SIGKILL');
    expect(fs.existsSync(path.join(root, 'lock'))).toBe(true);
    const others = [1, 2, 3].map(() => spawn(process.execPath, [script], { stdio: 'ignore' }));
    const codes = await Promise.all(
      others.map((child) => new Promise((resolve) => child.on('exit', resolve))),
    );
    expect(codes).toEqual([0, 0, 0]);
    const journal = fs.readFileSync(path.join(root, 'begun'), 'utf8').trim().split('\n');
    expect(journal).toEqual(['begun', 'begun', 'ended']);
    expect(fs.existsSync(path.join(root, 'lock'))).toBe(false);
  });
});

function slowRun(folder: string): string {
  return `
    import fs from 'node:fs';
    import { ensure, silentLog, writeReceipt } from ${JSON.stringify(path.resolve(import.meta.dirname, 'testing.mjs'))};
    const root = ${JSON.stringify(folder)};
    const claim = () => ({ base: root, name: 'slow', wanted: '1' });
    const slow = { name: 'slow', needs: [], claim, make: async () => {
      fs.appendFileSync(root + '/begun', 'begun\\n');
      await new Promise((resolve) => setTimeout(resolve, 600));
      fs.appendFileSync(root + '/begun', 'ended\\n');
      fs.writeFileSync(root + '/slow.bin', 'done');
      await writeReceipt(claim(), [root + '/slow.bin']);
    } };
    await ensure(['slow'], { known: [slow], root, log: silentLog });
  `;
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('a download', () => {
  const bytes = 'a wheel';
  const source = { file: 'thing.whl', sha256: createHash('sha256').update(bytes).digest('hex') };
  const request = (get: (folder: string) => Promise<void>) => ({
    downloads: path.join(root, 'downloads'),
    source,
    label: 'the thing',
    log: silentLog,
    get,
  });
  const write = (text: string) => (folder: string) => {
    fs.writeFileSync(path.join(folder, 'thing.whl'), text);
    return Promise.resolve();
  };

  it('is written aside, checked, and put in place', async () => {
    const file = await fetchAside(request(write(bytes)));
    expect(fs.readFileSync(file, 'utf8')).toBe(bytes);
    expect(fs.readdirSync(path.join(root, 'downloads'))).toEqual(['thing.whl']);
  });

  it('is not fetched again when it is there whole, and is when it was damaged', async () => {
    await fetchAside(request(write(bytes)));
    const never = () => Promise.reject(new Error('asked the network'));
    const file = await fetchAside(request(never));
    fs.writeFileSync(file, 'a whee');
    await fetchAside(request(write(bytes)));
    expect(fs.readFileSync(file, 'utf8')).toBe(bytes);
  });

  it('is thrown away when its checksum differs', async () => {
    await expect(fetchAside(request(write('something else')))).rejects.toThrow(/damaged or changed/);
    expect(fs.readdirSync(path.join(root, 'downloads'))).toEqual([]);
  });

  it('says what was tried when the network refuses', async () => {
    const refuse = () => Promise.reject(new Error('getaddrinfo ENOTFOUND'));
    await expect(fetchAside(request(refuse))).rejects.toThrow(/network refused: fetching the thing/i);
    expect(fs.readdirSync(path.join(root, 'downloads'))).toEqual([]);
  });

  it('leaves finished downloads alone when sweeping', async () => {
    await fetchAside(request(write(bytes)));
    sweepPartials(path.join(root, 'downloads'));
    expect(fs.readdirSync(path.join(root, 'downloads'))).toEqual(['thing.whl']);
  });

  it('is named by PyPI with the checksum we know, or not taken', () => {
    const url = 'https://files.pythonhosted.org/packages/aa/thing.whl';
    const release = { urls: [{ filename: 'thing.whl', url, digests: { sha256: source.sha256 } }] };
    expect(wheelAddress(release, source)).toBe(url);
    expect(() => wheelAddress(release, { ...source, sha256: 'other' })).toThrow('does not name thing.whl');
    expect(() => wheelAddress(undefined, source)).toThrow('does not name');
    const open = { urls: [{ ...release.urls[0], url: 'http://example.org/thing.whl' }] };
    expect(() => wheelAddress(open, source)).toThrow('does not name');
  });
});
