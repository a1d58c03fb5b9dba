import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { freshFolder, ROOT, template } from './cli';

it('leaves a file that standard error is redirected to in order, TensorFlow loaded or not', () => {
  const errors = join(freshFolder(), 'errors.txt');
  const inlay = `"${process.execPath}" "${join(ROOT, '.build', 'cli.cjs')}"`;
  const train = `${inlay} train "${template('nin-mnist')}" --data cifar10 --steps 1`;
  spawnSync('bash', ['-c', `(echo before >&2; ${train}; echo after >&2) 2> "${errors}" > /dev/null`]);
  const lines = readFileSync(errors, 'utf8').trim().split('\n');
  expect(lines[0]).toBe('before');
  expect(lines[lines.length - 2]).toMatch(/^error data\/shape-mismatch: /);
  expect(lines[lines.length - 1]).toBe('after');
});
