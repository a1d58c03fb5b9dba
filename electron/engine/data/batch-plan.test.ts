import { describe, expect, it } from 'vitest';
import { catchProblem } from '../../../shared/problems/catch';
import { batchesPerEpoch, planBatches, preparedBatches, type DataRecipe } from './batch-plan';
import { holdOut } from './order';
import { prepareExamples, settlePreprocessing } from './preprocess';
import { noiseDataset } from './written-sets.test-support';

const SHAPE = [4, 3, 2] as const;
const dataset = noiseDataset(23, 9, SHAPE);
const recipe: DataRecipe = {
  batch: 4,
  validation: 0.25,
  augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 1 }],
  preprocess: { kind: 'standardise' },
};
const preprocessing = settlePreprocessing(recipe.preprocess, dataset.train, SHAPE);

describe('batches of a part', () => {
  it('go through the test set in order, as probes are prepared, with a smaller last one', () => {
    const plan = planBatches(dataset, 'test', recipe, { seed: 1 });
    const batches = [...preparedBatches(plan)];
    expect(batches.map(({ size, epoch, index, last }) => [size, epoch, index, last])).toEqual([
      [4, 0, 0, false],
      [4, 0, 1, false],
      [1, 0, 2, true],
    ]);
    batches.forEach(({ images, labels }, index) => {
      const examples = [0, 1, 2, 3].map((at) => 4 * index + at).filter((at) => at < 9);
      const expected = prepareExamples(dataset.test!, SHAPE, preprocessing, examples);
      expect(images).toEqual(expected.images);
      expect(labels).toEqual(expected.labels);
    });
  });

  it('keep validation apart from training', () => {
    const parts = holdOut(23, 0.25, 7);
    const validation = planBatches(dataset, 'validation', recipe, { seed: 7 });
    expect(validation.examples).toEqual(parts.validation);
    const held = prepareExamples(dataset.train, SHAPE, preprocessing, parts.validation);
    expect([...preparedBatches(validation)].flatMap(({ images }) => [...images])).toEqual([...held.images]);
    const train = planBatches(dataset, 'train', recipe, { seed: 7 });
    expect(train.examples).toEqual(parts.train);
    expect(batchesPerEpoch(train)).toBe(5);
    const none = planBatches(dataset, 'validation', { ...recipe, validation: 0 }, { seed: 7 });
    expect([...preparedBatches(none)]).toEqual([]);
  });

  it('bring every training example once an epoch, in another order each time', () => {
    const plain = { ...recipe, augment: [] };
    const plan = planBatches(dataset, 'train', plain, { seed: 2 });
    const elements = 24;
    const imagesOf = (epoch: number): string[] =>
      [...preparedBatches(plan, { epoch, batchIndex: 0 })].flatMap(({ images, size }) =>
        Array.from({ length: size }, (_, at) => images.subarray(at * elements, (at + 1) * elements).join()),
      );
    const first = imagesOf(0);
    expect(first).toHaveLength(18);
    expect(imagesOf(1)).not.toEqual(first);
    expect([...imagesOf(1)].sort()).toEqual([...first].sort());
  });

  it('are the same from the middle on, and whatever the batch size', () => {
    const plan = planBatches(dataset, 'train', recipe, { seed: 3, preprocessing });
    const whole = [...preparedBatches(plan, { epoch: 5, batchIndex: 0 })];
    expect([...preparedBatches(plan, { epoch: 5, batchIndex: 3 })]).toEqual(whole.slice(3));
    const single = planBatches(dataset, 'train', { ...recipe, batch: 1 }, { seed: 3, preprocessing });
    const pixels = (batches: typeof whole): number[] => batches.flatMap(({ images }) => [...images]);
    expect(pixels([...preparedBatches(single, { epoch: 5, batchIndex: 0 })])).toEqual(pixels(whole));
  });

  it('need a test set to test', () => {
    const result = catchProblem(() => planBatches({ ...dataset, test: null }, 'test', recipe, { seed: 1 }));
    expect(result).toMatchObject({
      ok: false,
      problem: { code: 'data/no-test-set', args: { name: 'noise' } },
    });
  });
});
