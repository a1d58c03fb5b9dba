import { createRequire } from 'node:module';
import util from 'node:util';
import type * as TfjsNode from '@tensorflow/tfjs-node-gpu';
import { makeBatches } from './batches';
import { answerSteps } from './contestant';
import type { BenchNetwork } from './networks';

/** tfjs-node as it comes: a LayersModel, `trainOnBatch`, tensors made from the batch and disposed of. */
export async function runStock(network: BenchNetwork, size: number): Promise<void> {
  // tfjs-node still calls what Node 23 took away.
  const old = util as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
  const tf = createRequire(__filename)('@tensorflow/tfjs-node-gpu') as typeof TfjsNode;
  const model = network.stock(tf);
  const optimizer = tf.train.momentum(0.001, 0.9);
  model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const batches = makeBatches(network, size);
  const versions = `tfjs-node ${tf.version['tfjs-node']}`;
  await answerSteps({ parameters: model.countParams(), versions }, async (index) => {
    const { images, labels } = batches[index % batches.length]!;
    const x = tf.tensor4d(images, [size, ...network.shape]);
    const y = tf.tensor2d(Float32Array.from(labels), [size, 1]);
    const told = await model.trainOnBatch(x, y);
    tf.dispose([x, y]);
    return Array.isArray(told) ? told[0]! : told;
  });
}
