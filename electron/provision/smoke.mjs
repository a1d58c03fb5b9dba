/** Run in a process of its own after the addon was placed: loads it, multiplies once, prints what it found. */
import { createRequire } from 'node:module';
import path from 'node:path';
import { CHECKOUT } from './paths.mjs';

const require = createRequire(path.join(CHECKOUT, 'package.json'));
// Node 23 dropped this helper, which tfjs-node still calls.
const builtIn = require('node:util');
builtIn.isNullOrUndefined ??= (value) => value === null || value === undefined;

const tf = require('@tensorflow/tfjs-node-gpu');
const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()[0];
if (product !== 11) throw new Error(`1*3 + 2*4 came out as ${product}`);
const { binding } = tf.backend();
const facts = {
  tensorflow: String(binding.TF_Version),
  tfjs: tf.version['tfjs-core'],
  gpu: tf.backend().isUsingGpuDevice === true,
  node: process.version,
};
process.stdout.write(`${JSON.stringify(facts)}\n`);
