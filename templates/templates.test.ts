import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { printDocument } from '../shared/document/print';
import { analyse } from '../shared/ir/analyse';
import { catalogue } from './catalogue';
import { templates, type TemplateId } from './index';
import { openedTemplate } from './open.test-support';
import { ourStage } from './parity';
import { summaries } from './summaries';

const GRID = 22;
/** A node is at most this large on the canvas. */
const NODE = [220, 88] as const;

type Place = readonly [x: number, y: number];

/** In the order of the nodes, each to the right of the one before or below it, no row wider than the window. */
function readsLikeAPage(places: readonly Place[]): boolean {
  const inOrder = places.every((place, index) => {
    const before = places[index - 1];
    return before === undefined || place[1] > before[1] || (place[1] === before[1] && place[0] > before[0]);
  });
  return inOrder && places.every(([x]) => x < 1000);
}

function overlapping(places: readonly Place[]): readonly string[] {
  return places.flatMap((a, index) =>
    places
      .slice(index + 1)
      .filter((b) => Math.abs(a[0] - b[0]) < NODE[0] && Math.abs(a[1] - b[1]) < NODE[1])
      .map((b) => `${a.join(',')} and ${b.join(',')}`),
  );
}

describe('the templates', () => {
  it('are all the files of this folder', () => {
    const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.inlay.json'));
    expect(files.sort()).toEqual(
      Object.keys(templates)
        .map((id) => `${id}.inlay.json`)
        .sort(),
    );
  });

  it('have names of their own', () => {
    const names = Object.values(summaries).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe.each(Object.keys(templates) as TemplateId[])('%s', (id) => {
  const document = openedTemplate(id);
  const analysis = analyse(document);

  it('is canonical', () => {
    expect(printDocument(document)).toBe(templates[id]);
  });

  it('has no problem', () => {
    expect(analysis.problems).toEqual([]);
  });

  it('has the paper’s shape and count at every stage of its parity card', () => {
    const { rows } = catalogue[id].parity;
    const ours = rows.map((row) => ({ label: row.label, ...ourStage(analysis, row) }));
    const theirs = rows.map(({ label, output, parameters }, index) => ({
      label,
      shape: output ?? ours[index]!.shape,
      parameters: parameters ?? ours[index]!.parameters,
    }));
    expect(ours).toEqual(theirs);
  });

  it('lies on the canvas grid, no node on another', () => {
    const places = document.nodes.map((node) => document.layout[node.id]!);
    for (const [x, y] of places) expect([x % GRID, y % GRID]).toEqual([0, 0]);
    expect(overlapping(places)).toEqual([]);
  });

  const branches = document.edges.some(({ from: [node] }, index) =>
    document.edges.slice(index + 1).some(({ from: [other] }) => other === node),
  );
  // A figure lies as its paper draws it.
  const free = branches || catalogue[id].paper === 'figures';
  if (!free) {
    it('reads like a page, row by row from left to right', () => {
      expect(readsLikeAPage(document.nodes.map((node) => document.layout[node.id]!))).toBe(true);
    });
  }
});
