import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as z from 'zod';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { fail } from '../../../shared/problems/problem';
import { LogFile } from '../log';
import { answer } from './answer';

let folder: string;
let log: LogFile;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-answer-'));
  log = new LogFile(path.join(folder, 'logs', 'main.log'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const call = (request: unknown, handle: (request: { n: number }) => unknown, isTrusted = true) =>
  answer({ name: 'x/y', isTrusted, request, schema: z.strictObject({ n: z.number() }), handle }, log);

it('answers with what the handler gives, or the problem it signals', async () => {
  expect(await call({ n: 2 }, ({ n }) => Promise.resolve(n * 2))).toEqual({ ok: true, value: 4 });
  const refused = await call({ n: 2 }, () => fail('file/not-found', { path: '/a' }));
  expect(refused).toMatchObject({ ok: false, problem: { code: 'file/not-found', args: { path: '/a' } } });
});

it('hears no stranger, and nothing that is not of the protocol', async () => {
  const handle = vi.fn();
  expect(await call({ n: 2 }, handle, false)).toMatchObject({ problem: { code: 'app/foreign-sender' } });
  for (const request of [null, {}, { n: 'two' }, { n: 2, more: 1 }]) {
    expect(await call(request, handle)).toMatchObject({
      problem: { code: 'app/bad-request', args: { call: 'x/y' } },
    });
  }
  expect(handle).not.toHaveBeenCalled();
});

it('tells of a fault where the log is, and nothing else', async () => {
  const result = await call({ n: 2 }, () => {
    throw new TypeError('secret');
  });
  expect(result).toMatchObject({ ok: false, problem: { code: 'app/fault', args: { log: log.path } } });
  expect(JSON.stringify(result)).not.toContain('secret');
  expect(fs.readFileSync(log.path, 'utf8')).toMatch(/x\/y: TypeError: secret\n\s+at /);
});
