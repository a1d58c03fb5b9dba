import { expect, it } from 'vitest';
import { Sketch } from '../../proofs/sketch';
import type { ConvNode } from '../../../shared/targets/tensorflow/kernel-choice';
import { loadTf } from '../load-tf';
import { anyKernel, measureKernels } from './measure';

// Read as the library is loaded: this file has a process of its own. TensorFlow's own kernels know no gradient of a
// grouped or dilated convolution on the CPU.
process.env['TF_ENABLE_ONEDNN_OPTS'] = '0';
const runtime = loadTf();
const world = { clock: () => performance.now(), signal: new AbortController().signal };

function conv(groups: number, dilation: number): ConvNode {
  const net = new Sketch();
  net.conv('conv', net.input([9, 9, 8]), 8, [3, 3], { groups, dilation: [dilation, dilation] });
  return net.graph().nodes[1] as ConvNode;
}

it('a way that this device cannot compute is no candidate', async () => {
  const grouped = await measureKernels(runtime, conv(4, 1), 4, world);
  expect(grouped?.ms.native).toBeNull();
  expect([grouped?.ms.split, grouped?.ms.dense].every((ms) => typeof ms === 'number' && ms > 0)).toBe(true);
  expect(['split', 'dense']).toContain(grouped?.choice);
  const dilated = await measureKernels(runtime, conv(1, 2), 4, world);
  expect(dilated).toMatchObject({ choice: 'dense', ms: { native: null } });
  expect(await measureKernels(runtime, conv(2, 2), 4, world)).toMatchObject({
    choice: 'dense',
    ms: { native: null, split: null },
  });
});

it('and is not taken untimed either', async () => {
  expect(await anyKernel(runtime, conv(1, 2), 4)).toEqual({ choice: 'dense', ms: {} });
});
