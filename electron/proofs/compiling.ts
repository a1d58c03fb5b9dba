import type { IrGraph } from '../../shared/ir/ir';
import type { Recipe } from '../../shared/recipe/types';
import { compile } from '../../shared/targets/tensorflow/compile';
import type { CompiledGraph } from '../../shared/targets/tensorflow/compiled';

/** Plain gradient descent: a step's effect is the gradient itself. */
export const PLAIN: Recipe = {
  label: 'proof',
  optimizer: { kind: 'sgd' },
  learningRate: 1,
  warmupSteps: 0,
  schedule: { kind: 'constant' },
  weightDecay: { kind: 'l2', lambda: 0 },
  parameters: [],
  init: { scheme: 'he-normal' },
  batch: 1,
  epochs: 1,
  labelSmoothing: 0,
  classWeights: null,
  clipNorm: null,
  validation: 0,
  earlyStopping: null,
  preprocess: { kind: 'none' },
  augment: [],
  seed: 1,
};

/** Compiles with the `gradients` signature; a problem fails the test that asked. */
export function compiled(graph: IrGraph, recipe: Recipe = PLAIN): CompiledGraph {
  const result = compile(graph, recipe, { gradients: true });
  if (!result.ok) throw new Error(`does not compile: ${JSON.stringify(result.problem)}`);
  return result.value;
}
