import { expect, it } from 'vitest';
import { createNode } from '../../../shared/blocks/registry';
import { emptyDocument } from '../../../shared/document/empty';
import type { DocNode, InlayDocument } from '../../../shared/document/types';
import { toIr } from '../../../shared/ir/to-ir';
import { catchProblem } from '../../../shared/problems/catch';
import { tinyRecipe } from '../testing/tiny';
import { refuseLoneLastBatch } from './last-batch';

/** A batch norm on the mean of every map: one value for each image. */
function normOfMeans(change: Partial<DocNode> = {}): InlayDocument {
  const nodes = [
    createNode('input', 'input', { height: 8, width: 8, channels: 3 }),
    createNode('global-average-pool', 'mean'),
    { ...createNode('batch-norm', 'norm'), ...change },
    createNode('output', 'out'),
  ];
  return {
    ...emptyDocument('norm of means'),
    nodes,
    edges: nodes.slice(1).map(({ id }, at) => ({
      id: `e${at}`,
      from: [nodes[at]!.id, 'out'],
      to: [id, 'in'],
    })),
    outputs: [{ node: 'out', role: 'class', loss: 'cross-entropy', weight: 1 }],
  };
}

function tried(document: InlayDocument, count: number, batch: number, validation = 0) {
  const recipe = { ...tinyRecipe, batch, validation };
  const ir = toIr(document, recipe);
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  const result = catchProblem(() => refuseLoneLastBatch(ir.value, count, recipe));
  return result.ok ? null : result.problem;
}

it('a last batch of one image is a problem where a batch norm would see a single value', () => {
  expect(tried(normOfMeans(), 70, 23)).toMatchObject({
    code: 'run/lone-last-batch',
    args: { images: 70, batch: 23 },
    where: { node: 'norm' },
  });
  expect(tried(normOfMeans(), 70, 16)).toBeNull();
});

it('counts the images that are left when some are held out', () => {
  // 70 less 14 are 56: 8 batches of 7, or 11 of 5 and one image.
  expect(tried(normOfMeans(), 70, 7, 0.2)).toBeNull();
  expect(tried(normOfMeans(), 70, 5, 0.2)?.args).toEqual({ images: 56, batch: 5 });
});

it('frozen statistics do not mind', () => {
  const { train } = createNode('batch-norm', 'norm');
  expect(tried(normOfMeans({ train: { ...train, frozen: true } }), 70, 23)).toBeNull();
});
