import { describe, expect, it } from 'vitest';
import type { IrWeight } from '../ir/ir';
import { initOf, multipliersOf } from './weight-settings';
import type { ParameterRule } from './types';

function weight(change: Partial<IrWeight> = {}): IrWeight {
  return {
    role: 'kernel',
    shape: [3, 3, 8, 8],
    trainable: true,
    fanIn: 72,
    fanOut: 72,
    init: { scheme: 'he-normal' },
    name: 'mlp3/conv3/kernel',
    initOverride: null,
    lrMult: 1,
    decayMult: 1,
    frozen: false,
    ...change,
  };
}

const bias = weight({ role: 'bias', name: 'mlp3/conv3/bias', init: { scheme: 'zeros' } });

function rule(change: Partial<ParameterRule>): ParameterRule {
  return { role: null, path: null, lrMult: 1, decayMult: 1, init: null, ...change };
}

describe('multipliersOf', () => {
  it('multiplies every rule that matches with the weight its own', () => {
    // NIN: biases twice the rate and no decay; the last layer a tenth of both.
    const parameters = [
      rule({ role: 'bias', lrMult: 2, decayMult: 0 }),
      rule({ path: 'mlp3/conv3', lrMult: 0.1 }),
      rule({ decayMult: 3 }),
    ];
    expect(multipliersOf({ parameters }, weight())).toEqual({ lr: 0.1, decay: 3, frozen: false });
    expect(multipliersOf({ parameters }, bias)).toEqual({ lr: 0.2, decay: 0, frozen: false });
    const own = weight({ lrMult: 5, decayMult: 0.5, frozen: true });
    expect(multipliersOf({ parameters }, own)).toEqual({ lr: 0.5, decay: 1.5, frozen: true });
    expect(multipliersOf({ parameters: [] }, weight())).toEqual({ lr: 1, decay: 1, frozen: false });
  });

  it.each([
    ['mlp3', true],
    ['mlp3/conv3', true],
    ['mlp3/conv3/kernel', true],
    ['mlp', false],
    ['mlp3/conv', false],
    ['conv3', false],
    ['mlp3/conv3/kernel/x', false],
  ])('path %s matches: %s', (path, matches) => {
    const parameters = [rule({ path, lrMult: 7 })];
    expect(multipliersOf({ parameters }, weight()).lr).toBe(matches ? 7 : 1);
  });

  it('matches role and path together', () => {
    const parameters = [rule({ role: 'bias', path: 'mlp3', lrMult: 7 })];
    expect(multipliersOf({ parameters }, weight()).lr).toBe(1);
    expect(multipliersOf({ parameters }, bias).lr).toBe(7);
  });
});

describe('initOf', () => {
  const recipe = { init: { scheme: 'normal', std: 0.05 }, parameters: [] } as const;

  it('asks the node, then the recipe (kernels), then the primitive', () => {
    const ones = { scheme: 'ones' } as const;
    expect(initOf(recipe, weight({ initOverride: ones }))).toBe(ones);
    expect(initOf(recipe, weight())).toBe(recipe.init);
    expect(initOf(recipe, bias)).toBe(bias.init);
    expect(initOf(recipe, { ...bias, initOverride: ones })).toBe(ones);
  });

  it('takes the last rule that matches and says something', () => {
    // NIN on CIFAR-100: all kernels from N(0, .05), those of the first layer from N(0, .001).
    const start = { scheme: 'normal', std: 0.001 } as const;
    const other = { scheme: 'ones' } as const;
    const parameters = [
      rule({ init: other }),
      rule({ path: 'mlp3/conv3', init: start }),
      rule({ lrMult: 2 }),
      rule({ path: 'mlp1', init: other }),
    ];
    expect(initOf({ ...recipe, parameters }, weight())).toBe(start);
    expect(initOf({ ...recipe, parameters }, weight({ initOverride: other }))).toBe(other);
  });
});
