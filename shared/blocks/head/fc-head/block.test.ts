import { describe, expect, it } from 'vitest';
import { tryBlock } from '../../test-support';

describe('fc-head', () => {
  it('reads NIN’s last maps with 6,410 parameters', () => {
    const tried = tryBlock('fc-head', { classes: 10 }, [8, 8, 10]);
    expect(tried.parameters).toBe(6_410);
    expect(tried.paths).toEqual(['b/flatten reshape', 'b/fc1 dense']);
  });

  it('is AlexNet’s classifier with two hidden layers', () => {
    const tried = tryBlock('fc-head', { classes: 1000, hidden: [4096, 4096], dropout: 0.5 }, [6, 6, 256]);
    expect(tried.parameters).toBe(37_752_832 + 16_781_312 + 4_097_000);
    expect(tried.paths).toEqual([
      'b/flatten reshape',
      'b/fc1 dense',
      'b/relu1 activation',
      'b/drop1 dropout',
      'b/fc2 dense',
      'b/relu2 activation',
      'b/drop2 dropout',
      'b/fc3 dense',
    ]);
  });

  it('drops before the classifier when there is no hidden layer', () => {
    const tried = tryBlock('fc-head', { dropout: 0.5 }, [8, 8, 10]);
    expect(tried.paths).toEqual(['b/flatten reshape', 'b/drop1 dropout', 'b/fc1 dense']);
  });
});
