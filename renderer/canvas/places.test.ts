import { describe, expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import { templates } from '../../templates';
import { placesOf, withoutPlace } from './places';
import { NODE, overlap } from './sizes';

const read = readDocument(templates['nin-cifar10']);
if (!read.ok) throw new Error('the template does not read');
const nin = read.value;

describe('placesOf', () => {
  it('takes the document first, then the arrangement', () => {
    const places = placesOf(
      { ...nin, layout: { mlp1: [1, 2] } },
      new Map([
        ['mlp1', { x: 5, y: 5 }],
        ['pool1', { x: 900, y: 0 }],
      ]),
    );
    expect(places.get('mlp1')).toEqual({ x: 1, y: 2 });
    expect(places.get('pool1')).toEqual({ x: 900, y: 0 });
  });

  it('finds a free place for every node that has none', () => {
    const { pool1: _gone, drop2: _too, ...layout } = nin.layout;
    expect(withoutPlace({ ...nin, layout })).toEqual(['pool1', 'drop2']);
    const boxes = [...placesOf({ ...nin, layout }, new Map()).values()].map((at) => ({ ...at, ...NODE }));
    expect(boxes).toHaveLength(nin.nodes.length);
    expect(boxes.some((one, index) => boxes.slice(index + 1).some((other) => overlap(one, other)))).toBe(
      false,
    );
  });
});
