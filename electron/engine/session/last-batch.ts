import type { IrGraph } from '../../../shared/ir/ir';
import { isSingleNorm } from '../../../shared/ir/template';
import { fail } from '../../../shared/problems/problem';
import type { Recipe } from '../../../shared/recipe/types';
import { heldOut } from '../data/order';

/**
 * Signals `run/lone-last-batch` where the epoch would end with a batch of one image, and some batch norm then sees a
 * single value: its output would not depend on the image, and no gradient would pass. (Batches of one throughout are
 * a problem of the graph, `shape/single-value-norm`.)
 * @param count images of the training set, those that the recipe holds out among them
 */
export function refuseLoneLastBatch(graph: IrGraph, count: number, recipe: Recipe): void {
  const { batch, validation } = recipe;
  const images = count - heldOut(count, validation);
  if (batch === 1 || images % batch !== 1) return;
  const norm = graph.nodes.find((node) => isSingleNorm(node) && learnsFromBatch(node.weights));
  if (norm) fail('run/lone-last-batch', { images, batch }, { node: norm.path });
}

/** Frozen statistics do not come from the batch. */
function learnsFromBatch(weights: IrGraph['nodes'][number]['weights']): boolean {
  return weights.every(({ role, frozen }) => role !== 'mean' || !frozen);
}
