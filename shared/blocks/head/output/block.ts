import { leaf } from '../../block';
import { text } from './text';

export const block = leaf({
  kind: 'output',
  version: 1,
  category: 'head',
  params: {},
  inputs: { in: 'one' },
  outputs: [],
  migrations: [],
  reference: null,
  text,
  mends: [{ repair: 'add-output', params: () => ({}) }],
  caption: () => 'logits',
  // Nothing reads it in the graph: the loss heads and predictions take its one value by its path.
  lower(b, _, x) {
    b.one('identity', {}, [x.in]);
    return {};
  },
});
