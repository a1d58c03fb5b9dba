import { describe, expect, it } from 'vitest';
import { cachePaths, collectFacts } from './index.mjs';
import {
  cacheRoot,
  classifyTrouble,
  countTests,
  describeTrouble,
  formatProgress,
  inPool,
  makeLog,
  missingPackages,
  platformTrouble,
  tensorflowVariant,
} from './testing.mjs';

describe('what goes wrong, in words', () => {
  it.each([
    ['OSError: [Errno 28] No space left on device', 'disk'],
    ['npm error code ENOSPC', 'disk'],
    ['npm error code EROFS', 'denied'],
    ["[Errno 13] Permission denied: '/x'", 'denied'],
    ['npm error code E404', 'network'],
    ['ERROR: No matching distribution found for tensorflow-cpu==2.21.0', 'network'],
    ['E: Unable to locate package dataset-fashion-mnist', 'network'],
    ['getaddrinfo EAI_AGAIN', 'network'],
    ['Segmentation fault', 'other'],
  ])('%s', (text, kind) => {
    expect(classifyTrouble(text)).toBe(kind);
  });

  it('is one sentence that says what was tried and what to do', () => {
    const words = describeTrouble(
      'fetching x with pip',
      'ERROR: No matching distribution found for x',
      '/cache',
    );
    expect(words.message).toBe(
      "The network refused: fetching x with pip got no answer it could use (ERROR: No matching distribution found for x). Check the connection and the client's own settings, and try again; what is already fetched is kept.",
    );
    expect(describeTrouble('fetching x', 'ENOSPC', '/cache').message).toContain('/cache');
  });

  it('refuses other platforms and an old Node', () => {
    expect(platformTrouble('linux', 'x64', '20.1.0')).toBeUndefined();
    expect(platformTrouble('linux', 'x64', '18.20.0')).toMatch(/needs Node 20/);
    expect(platformTrouble('darwin', 'arm64', '24.0.0')).toMatch(/Linux x86-64 only/);
  });
});

describe('progress', () => {
  it('shows bytes, percent and rate when the total is known', () => {
    expect(formatProgress(50e6, 200e6, 2000)).toBe('50.0 of 200.0 MB, 25 %, 25.0 MB/s, 2.0 s');
    expect(formatProgress(50e6, undefined, 20000)).toBe('50.0 MB, 20 s');
    expect(formatProgress(0, undefined, 20000)).toBe('20 s');
  });

  it('rewrites one line on a terminal, no wider than it', () => {
    const written: string[] = [];
    const stream = { write: (text: string) => written.push(text), isTTY: true, columns: 40 };
    const progress = makeLog(stream).progress('fetching something with a very long name indeed', 100);
    progress.to(50);
    progress.end();
    expect(written.every((text) => text.startsWith('\r'))).toBe(true);
    expect(
      Math.max(...written.map((text) => text.replace(/\r\u001b\[2K/, '').trimEnd().length)),
    ).toBeLessThan(40);
    expect(written.at(-1)?.endsWith('\n')).toBe(true);
  });

  it('prints plain lines elsewhere, not one for every piece', () => {
    const written: string[] = [];
    const progress = makeLog({ write: (text: string) => written.push(text) }).progress('fetching', 100);
    for (let done = 0; done <= 100; done += 1) progress.to(done);
    progress.end('fetched');
    expect(written).toHaveLength(1);
    expect(written[0]).toMatch(/^inlay: fetching: fetched \(0\.0 s\)\n$/);
  });
});

describe('where things are', () => {
  it('takes the cache from INLAY_CACHE, XDG_CACHE_HOME, then HOME', () => {
    expect(cacheRoot({ INLAY_CACHE: '/a', XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/a');
    expect(cacheRoot({ XDG_CACHE_HOME: '/b', HOME: '/c' })).toBe('/b/inlay');
    expect(cacheRoot({ HOME: '/c' })).toBe('/c/.cache/inlay');
    expect(cachePaths('/a').data).toBe('/a/data');
  });

  it('takes the TensorFlow that is asked for', () => {
    expect(tensorflowVariant({ INLAY_TENSORFLOW: 'cuda' })).toBe('cuda');
    expect(tensorflowVariant({ INLAY_TENSORFLOW: 'cpu' })).toBe('cpu');
  });

  it('finds missing packages by their files, also behind a folder with a version in its name', () => {
    expect(
      missingPackages([
        ['node', '/proc/self/*/nothing'],
        ['here', '/proc/self/fd*'],
      ]),
    ).toEqual(['node']);
    expect(missingPackages([['x', '/nowhere/at/all']])).toEqual(['x']);
  });
});

describe('doctor', () => {
  it('lists every fact once, as plain data, in well under a second', () => {
    const began = performance.now();
    const facts = collectFacts();
    expect(performance.now() - began).toBeLessThan(1000);
    expect(new Set(facts.map((fact) => fact.id)).size).toBe(facts.length);
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    for (const fact of facts) {
      expect(['ok', 'missing', 'warning']).toContain(fact.status);
      if (fact.status === 'missing') expect(fact.mend).not.toBe('');
      if (fact.status === 'ok') expect(fact.mend).toBe('');
    }
  });
});

describe('the checks', () => {
  it('count tests from the report, and a failed run as a failure whatever the report says', () => {
    expect(countTests({ numPassedTests: 7, numFailedTests: 2, testResults: [] }, 1)).toEqual({
      passed: 7,
      failed: 2,
    });
    expect(countTests({ numPassedTests: 7, numFailedTests: 0, testResults: [] }, 0)).toEqual({
      passed: 7,
      failed: 0,
    });
    expect(countTests(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    const unloaded = { status: 'failed', assertionResults: [] };
    expect(countTests({ numPassedTests: 1, numFailedTests: 0, testResults: [unloaded] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    });
    expect(countTests({ numPassedTests: 1, numFailedTests: 0, testResults: [] }, 1)).toEqual({
      passed: 1,
      failed: 1,
    });
  });

  it('run so many at a time and keep their order', async () => {
    let running = 0;
    let most = 0;
    const results = await inPool([30, 5, 10, 1], 2, async (wait) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, wait));
      running -= 1;
      return wait * 2;
    });
    expect(results).toEqual([60, 10, 20, 2]);
    expect(most).toBe(2);
  });
});
