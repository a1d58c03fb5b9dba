import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { kerasTensor, toKeras } from '../../../shared/targets/keras';
import { decodeKerasFile, encodeKerasFile } from './keras-file';
import { randomGraph } from './random-graph.test-support';
import { randomised } from './randomise';

function model() {
  const graph = randomGraph(5, 12);
  const result = toKeras(graph, 'five');
  if (!result.ok) throw new Error(result.problem.code);
  return { model: result.value, weights: randomised(graph) };
}

it('gives equal bytes for equal networks at different times', async () => {
  const first = await encodeKerasFile(model().model, model().weights);
  // HDF5 stamps in whole seconds.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const second = await encodeKerasFile(model().model, model().weights);
  expect(Buffer.from(first).equals(second)).toBe(true);
});

it('stores its parts uncompressed and reads them back bit by bit', async () => {
  const { model: keras, weights } = model();
  const bytes = await encodeKerasFile(keras, weights);
  expect(Object.keys(unzipSync(bytes))).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
  const { metadata, config, tensors } = await decodeKerasFile(bytes);
  expect([metadata, config]).toEqual([keras.metadata, keras.config]);
  expect([...tensors.keys()].sort()).toEqual(keras.variables.map(({ path }) => path).sort());
  for (const variable of keras.variables) {
    expect(tensors.get(variable.path)).toEqual(kerasTensor(variable, weights));
  }
});

it('leaves the clock as it was', async () => {
  const { model: keras, weights } = model();
  await encodeKerasFile(keras, weights);
  expect(Date.now()).toBeGreaterThan(1e12);
});
