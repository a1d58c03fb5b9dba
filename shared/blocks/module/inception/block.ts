import { composite } from '../../block';
import { FragmentSketch, type ChainLink, type Wire } from '../../fragment';
import { GOING_DEEPER } from '../../references';
import { inceptionCaption, INCEPTION_PARAMS } from '../inception';
import { text } from './text';

/** Figure 2(b): four branches on the same maps, their results one behind the other. */
export const block = composite({
  kind: 'inception',
  version: 1,
  category: 'module',
  params: INCEPTION_PARAMS,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  reference: { ...GOING_DEEPER, where: 'section 4, figure 2(b)' },
  text,
  caption: inceptionCaption,
  expand(p) {
    const sketch = new FragmentSketch();
    const layer = (from: Wire, name: string, size: number, filters: number): Wire => {
      const window: ChainLink =
        size === 1
          ? { id: `conv${name}`, kind: 'conv-1x1', params: { filters, bias: !p.batchNorm } }
          : {
              id: `conv${name}`,
              kind: 'conv',
              params: { filters, kernel: [size, size], bias: !p.batchNorm },
            };
      const made = sketch.then(from, window);
      const ready = p.batchNorm ? sketch.then(made, { id: `bn${name}`, kind: 'batch-norm' }) : made;
      return sketch.then(ready, { id: `relu${name}`, kind: 'activation' });
    };
    const pooled = sketch.then(sketch.outside, {
      id: 'pool',
      kind: 'max-pool',
      params: { kernel: [3, 3], stride: [1, 1], padding: 'same' },
    });
    const branches = [
      layer(sketch.outside, '1x1', 1, p.path1x1),
      layer(layer(sketch.outside, 'Reduce3x3', 1, p.reduce3x3), '3x3', 3, p.path3x3),
      layer(layer(sketch.outside, 'Reduce5x5', 1, p.reduce5x5), '5x5', 5, p.path5x5),
      layer(pooled, 'Pool', 1, p.poolProjection),
    ];
    return sketch.ended(sketch.join({ id: 'concat', kind: 'concat' }, { in: branches }));
  },
});
