import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import type { Recipe } from '../../shared/recipe/types';
import type { BenchNetwork } from './networks';

/** The template's document. */
export function benchDocument({ template }: BenchNetwork): InlayDocument {
  const read = readDocument(template);
  if (!read.ok) throw new Error(`the template does not open: ${JSON.stringify(read.problems)}`);
  return read.value;
}

/** Plain momentum, as the other sides use: no decay, no multipliers, nothing clipped. */
export function benchRecipe(network: BenchNetwork, batch: number): Recipe {
  const { recipe } = benchDocument(network);
  return {
    ...recipe.recipes[recipe.active]!,
    optimizer: { kind: 'momentum', momentum: 0.9, nesterov: false },
    weightDecay: { kind: 'l2', lambda: 0 },
    init: { scheme: 'he-normal' },
    parameters: [],
    clipNorm: null,
    labelSmoothing: 0,
    classWeights: null,
    batch,
  };
}
