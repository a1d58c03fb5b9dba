import { expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { tryNode } from '../blocks/test-support';
import { emptyDocument } from '../document/empty';
import type { InlayDocument } from '../document/types';
import { analyse } from './analyse';
import { maskElements } from './masks';
import { toIr } from './to-ir';

/** AlexNet's fc6 as DropConnect, trained with batches of a size. */
function fc6(batch: number, rate = 0.5): InlayDocument {
  const document = emptyDocument('fc6');
  const { active, recipes } = document.recipe;
  return {
    ...document,
    nodes: [
      createNode('input', 'input', { height: 6, width: 6, channels: 256 }),
      createNode('flatten', 'flat'),
      createNode('dropconnect', 'fc6', { units: 4096, rate }),
      createNode('output', 'out'),
    ],
    edges: ['input>flat', 'flat>fc6', 'fc6>out'].map((edge, index) => {
      const [from = '', to = ''] = edge.split('>');
      return { id: `e${index}`, from: [from, 'out'], to: [to, 'in'] };
    }),
    outputs: [{ node: 'out', role: 'class', loss: 'cross-entropy', weight: 1 }],
    recipe: { active, recipes: { [active]: { ...recipes[active]!, batch } } },
  };
}

it('a batch whose masks do not fit is a problem of the document, with the batch that would', () => {
  expect(analyse(fc6(14)).problems).toEqual([]);
  expect(analyse(fc6(15)).problems).toMatchObject([
    {
      code: 'shape/masks-too-large',
      args: { batch: 15, gib: 8.4, limit: 8, most: 14 },
      where: { node: 'fc6' },
    },
  ]);
});

it('a layer that drops nothing draws no masks', () => {
  expect(analyse(fc6(128, 0)).problems).toEqual([]);
  const [node] = tryNode(createNode('dropconnect', 'b', { units: 10, rate: 0 }), [20]).nodes;
  expect(maskElements(node!)).toBe(0);
});

it('it is the batch one trains with that counts, not that of the file, and none for taking the network elsewhere', () => {
  const losses = { labelSmoothing: 0, classWeights: null };
  expect(toIr(fc6(128), { ...losses, batch: 14 }).ok).toBe(true);
  expect(toIr(fc6(14), { ...losses, batch: 128 }).ok).toBe(false);
  expect(toIr(fc6(128), losses).ok).toBe(true);
});
