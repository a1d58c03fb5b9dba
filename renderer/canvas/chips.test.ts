import { describe, expect, it } from 'vitest';
import { chipsOf } from './chips';

const edge = (id: string, from: string, to: string) => ({ id, from: [from, 'out'], to: [to, 'in'] }) as const;

describe('chipsOf', () => {
  it('says a shape once along a chain, and again where it changes', () => {
    const edges = [edge('1', 'input', 'relu'), edge('2', 'relu', 'pool'), edge('3', 'pool', 'out')];
    const shapes = new Map([
      ['1', [32, 32, 96]],
      ['2', [32, 32, 96]],
      ['3', [16, 16, 96]],
    ]);
    expect([...chipsOf(edges, shapes)]).toEqual([
      ['1', { text: '96×32²', repeats: false }],
      ['2', { text: '96×32²', repeats: true }],
      ['3', { text: '96×16²', repeats: false }],
    ]);
  });

  it('compares with every edge that comes in, and gives no chip without a shape', () => {
    const edges = [edge('1', 'a', 'add'), edge('2', 'b', 'add'), edge('3', 'add', 'out')];
    const shapes = new Map([
      ['2', [8, 8, 4]],
      ['3', [8, 8, 4]],
    ]);
    const chips = chipsOf(edges, shapes);
    expect(chips.has('1')).toBe(false);
    expect(chips.get('3')?.repeats).toBe(true);
  });
});
