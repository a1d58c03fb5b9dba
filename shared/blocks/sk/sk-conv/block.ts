import { composite } from '../../block';
import { strideCaption } from '../../caption';
import { FragmentSketch, type Wire } from '../../fragment';
import { MAX_CHANNELS, MAX_STRIDE } from '../../limits';
import type { ParamSpecs } from '../../params';
import { SELECTIVE_KERNEL } from '../../references';
import { branchesOf, selectiveCaption, SELECTIVE_PARAMS } from '../selective';
import { text } from './text';

const params = {
  filters: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  ...SELECTIVE_PARAMS,
} as const satisfies ParamSpecs;

/** The paper calls the branches' logits and weights a and b; more branches go on. */
const BRANCH = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

/**
 * Section 3.1: split into branches of grouped convolution, batch norm and ReLU; fuse, d = max(filters / ratio,
 * minimum) values z = relu(bn(W s)) from the mean of their sum; select, a softmax over the branches for every channel.
 */
export const block = composite({
  kind: 'sk-conv',
  version: 1,
  category: 'sk',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'filters' },
  reference: { ...SELECTIVE_KERNEL, where: 'section 3.1, figure 1' },
  text,
  caption: (p) => `${selectiveCaption(p)} · ${p.filters}${strideCaption(p.stride)}`,
  expand(p) {
    const { filters, stride, groups } = p;
    const sketch = new FragmentSketch();
    const split = branchesOf(p).map(({ kernel, dilation }, index): Wire => {
      const reach = (dilation * (kernel - 1)) / 2;
      const window = {
        kernel: [kernel, kernel],
        dilation: [dilation, dilation],
        padding: [reach, reach, reach, reach],
      };
      const conv = { filters, stride, groups, bias: false, ...window };
      const label = `split ${kernel}×${kernel}${dilation === 1 ? '' : ` d${dilation}`}`;
      const made = sketch.then(sketch.outside, { id: `conv${index + 1}`, kind: 'conv', params: conv, label });
      const norm = sketch.then(made, { id: `bn${index + 1}`, kind: 'batch-norm' });
      return sketch.then(norm, { id: `relu${index + 1}`, kind: 'activation' });
    });
    const fused = sketch.join({ id: 'fuse', kind: 'add', label: 'fuse' }, { in: split });
    const squeezed = sketch.then(fused, { id: 'squeeze', kind: 'global-average-pool', label: 'fuse: s' });
    const units = Math.max(Math.floor(filters / p.ratio), p.minimum);
    const reduced = sketch.then(squeezed, { id: 'fc', kind: 'dense', params: { units, bias: false } });
    const norm = sketch.then(reduced, { id: 'bnFc', kind: 'batch-norm' });
    const z = sketch.then(norm, { id: 'reluFc', kind: 'activation', label: 'fuse: z' });
    const logits = split.map((_, index) =>
      sketch.then(z, {
        id: `attend${index + 1}`,
        kind: 'dense',
        params: { units: filters, bias: false },
        label: `select: ${BRANCH[index]}`,
      }),
    );
    return sketch.ended(
      sketch.join({ id: 'select', kind: 'sk-select', label: 'select' }, { maps: split, logits }),
    );
  },
});
