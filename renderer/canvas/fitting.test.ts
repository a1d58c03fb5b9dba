import { describe, expect, it } from 'vitest';
import { newHistory } from '../../shared/document/history';
import { readDocument } from '../../shared/document/parse';
import { analyse } from '../../shared/ir/analyse';
import { templates } from '../../templates';
import { fitOf, type Fit } from './fitting';
import type { QuickSearch } from './store';

const read = readDocument(templates['nin-cifar10']);
if (!read.ok) throw new Error('the template cannot be read');
const history = newHistory(read.value);
const analysis = analyse(read.value);
const edge = (from: string): string => read.value.edges.find((one) => one.from[0] === from)!.id;

const fit = (place: Partial<QuickSearch>, kind: string): Fit | null => {
  const nowhere = { documentKey: 'd', screen: { x: 0, y: 0 }, at: null, from: null, to: null, edge: null };
  return fitOf(history, analysis, { ...nowhere, ...place }, kind);
};

describe('what a quick search offers', () => {
  it('in an edge is what leaves the network whole', () => {
    const place = { edge: edge('mlp1') };
    expect(fit(place, 'se')).toBe('at-once');
    expect(fit(place, 'conv')).toBe('at-once');
    // A pool behind it takes no vector.
    expect(fit(place, 'flatten')).toBeNull();
    expect(fit(place, 'global-average-pool')).toBeNull();
  });

  it('behind a block may need an edit that its problem offers', () => {
    const place = { from: ['mlp1', 'out'] as const };
    expect(fit(place, 'max-pool')).toBe('at-once');
    expect(fit(place, 'gap-head')).toBe('mended');
  });

  it('in front of a block may still lack what feeds it', () => {
    expect(fit({ to: ['mlp2', 'in'] }, 'dropout')).toBe('at-once');
  });

  it('on the open canvas is everything', () => {
    expect(fit({}, 'flatten')).toBe('at-once');
  });
});
