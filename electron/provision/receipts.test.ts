import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renewReceipt, validReceipt, writeReceipt } from './testing.mjs';

let base = '';
let file = '';
const claim = (wanted = 'version 1') => ({ base, name: 'thing', wanted });

beforeEach(async () => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-receipts-'));
  file = path.join(base, 'thing.bin');
  fs.writeFileSync(file, 'the thing');
  await writeReceipt(claim(), [file], { version: 1 });
});
afterEach(() => fs.rmSync(base, { recursive: true }));

describe('a receipt', () => {
  it('holds while its files are untouched, and carries facts', () => {
    expect(validReceipt(claim())?.facts).toEqual({ version: 1 });
  });

  it('does not hold when something else is wanted, or nothing was ever written', () => {
    expect(validReceipt(claim('version 2'))).toBeUndefined();
    expect(validReceipt({ ...claim(), name: 'other' })).toBeUndefined();
  });

  it('does not hold when a file grew, was touched or went away', () => {
    fs.utimesSync(file, 1000, 1000);
    expect(validReceipt(claim())).toBeUndefined();
    fs.appendFileSync(file, '!');
    expect(validReceipt(claim())).toBeUndefined();
    fs.rmSync(file);
    expect(validReceipt(claim())).toBeUndefined();
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"wanted":"version 1"}',
    '{"wanted":"version 1","files":{"thing.bin":3}}',
  ])('counts as absent when damaged: %s', (text) => {
    fs.writeFileSync(path.join(base, 'receipts', 'thing.json'), text);
    expect(validReceipt(claim())).toBeUndefined();
  });

  it('is renewed when only times changed, as after restoring a cache', async () => {
    fs.utimesSync(file, 1000, 1000);
    expect(await renewReceipt(claim())).toBe(true);
    expect(validReceipt(claim())?.facts).toEqual({ version: 1 });
  });

  it('is not renewed when bytes changed under the same size', async () => {
    fs.writeFileSync(file, 'the thinG');
    expect(await renewReceipt(claim())).toBe(false);
    fs.rmSync(file);
    expect(await renewReceipt(claim())).toBe(false);
  });

  it('moves with its folder', async () => {
    const moved = `${base}-moved`;
    fs.cpSync(base, moved, { recursive: true, preserveTimestamps: true });
    expect(await renewReceipt({ ...claim(), base: moved })).toBe(true);
    fs.rmSync(moved, { recursive: true });
  });
});
