import { Network, networkFor } from '../../electron/engine/session/network';
import { loadTf } from '../../electron/engine/load-tf';
import type { Dataset } from '../../electron/engine/data/dataset';
import { newSplit } from '../../electron/engine/data/dataset';
import { makeBatches } from './batches';
import { answerSteps } from './contestant';
import type { BenchNetwork } from './networks';
import { benchDocument, benchRecipe } from './document';

/** Our side: the document through compiler and engine, fed as the engine's loop feeds it. */
export async function runOurs(network: BenchNetwork, size: number): Promise<void> {
  const runtime = loadTf();
  const dataset: Dataset = {
    name: 'bench',
    classes: Array.from({ length: network.classes }, (_, index) => String(index)),
    shape: network.shape,
    train: newSplit(size, network.shape),
    test: null,
    hash: '',
  };
  const recipe = benchRecipe(network, size);
  const loaded = Network.load(runtime, networkFor(benchDocument(network), recipe, dataset), recipe);
  loaded.initialise(1);
  const batches = makeBatches(network, size);
  const weights = loaded.compiled.variables.filter(({ kind, trainable }) => kind === 'weight' && trainable);
  const parameters = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
  await answerSteps({ parameters, versions: `TensorFlow ${runtime.version}` }, (index) => {
    const batch = batches[index % batches.length]!;
    const { loss } = loaded.train({ ...batch, size, shape: network.shape }, 0.001, index, 1);
    return Promise.resolve(loss);
  });
  loaded.dispose();
}
