import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../shared/protocol/window';
import { firstRun } from './source-field';

const run = (directory: string, documentHash: string): RunSummary => ({
  ...{ directory, documentHash, name: directory, document: 'd', createdAt: '', data: 'mnist', recipe: 'cpu' },
  ...{ seed: 1, epochs: 1, step: 10, epoch: 1, loss: 1, accuracy: 1, valAccuracy: 1, testAccuracy: 1 },
  state: 'finished',
});

describe('the run an export begins with', () => {
  const runs = [run('newest', 'b'), run('newer', 'a'), run('old', 'a')];

  it('is the one asked for', () => {
    expect(firstRun(runs, 'old', 'a')?.directory).toBe('old');
  });

  it('is else the newest of this network, and none of another', () => {
    expect(firstRun(runs, null, 'a')?.directory).toBe('newer');
    expect(firstRun(runs, 'gone', 'c')).toBeUndefined();
  });
});
