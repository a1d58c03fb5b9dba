import { composite } from '../../block';
import { strideCaption } from '../../caption';
import { FragmentSketch, type Wire } from '../../fragment';
import { RESIDUAL_PARAMS, residualShortcut } from '../../module/residual';
import type { ParamSpecs } from '../../params';
import { SELECTIVE_KERNEL } from '../../references';
import { selectiveCaption, SELECTIVE_PARAMS } from '../selective';
import { text } from './text';

const params = {
  type: { ...RESIDUAL_PARAMS.type, default: 'bottleneck' },
  channels: { ...RESIDUAL_PARAMS.channels, default: 256 },
  width: { ...RESIDUAL_PARAMS.width, default: 128 },
  stride: RESIDUAL_PARAMS.stride,
  shortcut: RESIDUAL_PARAMS.shortcut,
  ...SELECTIVE_PARAMS,
} as const satisfies ParamSpecs;

/**
 * Section 3.2: a residual unit whose 3x3 is an SK convolution, which also takes the stride; nothing but the 1x1
 * follows its selection. `basic` (ours) puts it in the place of a basic unit's first 3x3.
 */
export const block = composite({
  kind: 'sk-unit',
  version: 1,
  category: 'sk',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'channels' },
  reference: { ...SELECTIVE_KERNEL, where: 'section 3.2, table 1' },
  text,
  caption(p) {
    const selective = `SK ${selectiveCaption(p)} ${p.width}${strideCaption(p.stride)}`;
    return p.type === 'basic'
      ? `${selective} · 3² ${p.channels}`
      : `1² ${p.width} · ${selective} · 1² ${p.channels}`;
  },
  expand(p, x) {
    const sketch = new FragmentSketch();
    const { type, channels, width: filters, stride, kernels, dilations, groups, ratio, minimum } = p;
    const normed = (from: Wire, index: number) => sketch.then(from, { id: `bn${index}`, kind: 'batch-norm' });
    let at = sketch.outside;
    if (type === 'bottleneck') {
      at = sketch.then(at, { id: 'conv1', kind: 'conv-1x1', params: { filters, bias: false } });
      at = sketch.then(normed(at, 1), { id: 'relu1', kind: 'activation' });
    }
    const selective = { filters, stride, kernels, dilations, groups, ratio, minimum };
    at = sketch.then(at, { id: 'sk', kind: 'sk-conv', params: selective });
    const last =
      type === 'bottleneck'
        ? { id: 'conv2', kind: 'conv-1x1', params: { filters: channels, bias: false } }
        : { id: 'conv2', kind: 'conv', params: { filters: channels, padding: [1, 1, 1, 1], bias: false } };
    const branch = normed(sketch.then(at, last), 2);
    const around = residualShortcut(sketch, p, x.in);
    const sum = sketch.join({ id: 'add', kind: 'add' }, { in: [branch, around] });
    return sketch.ended(sketch.then(sum, { id: 'relu', kind: 'activation' }));
  },
});
