import { composite } from '../../block';
import { chain, type ChainLink } from '../../fragment';
import { MAX_UNITS } from '../../limits';
import type { ParamSpecs } from '../../params';
import { NETWORK_IN_NETWORK } from '../../references';
import { text } from './text';

const params = {
  classes: { type: 'int', default: 10, min: 1, max: MAX_UNITS },
  hidden: { type: 'ints', default: [], min: 1, max: MAX_UNITS, minLength: 0, maxLength: 16 },
  dropout: { type: 'number', default: 0, min: 0, max: 0.99 },
} as const satisfies ParamSpecs;

/**
 * Flatten, hidden layers with ReLU, and the classifier. Dropout follows every hidden layer (AlexNet as Caffe writes
 * it), or precedes the classifier when there is none (Network in Network, section 4.6).
 */
export const block = composite({
  kind: 'fc-head',
  version: 1,
  category: 'head',
  params,
  inputs: { in: 'one' },
  outputs: ['out'],
  migrations: [],
  fits: { channels: 'classes' },
  reference: { ...NETWORK_IN_NETWORK, where: 'section 4.6, table 5' },
  text,
  caption: (p) => [...p.hidden, p.classes].join(' · ') + (p.dropout > 0 ? ` drop ${p.dropout}` : ''),
  expand(p) {
    const drop = (index: number): ChainLink[] =>
      p.dropout > 0 ? [{ id: `drop${index}`, kind: 'dropout', params: { rate: p.dropout } }] : [];
    const hidden = p.hidden.flatMap((units, index): ChainLink[] => [
      { id: `fc${index + 1}`, kind: 'dense', params: { units } },
      { id: `relu${index + 1}`, kind: 'activation' },
      ...drop(index + 1),
    ]);
    return chain([
      { id: 'flatten', kind: 'flatten' },
      ...(hidden.length > 0 ? hidden : drop(1)),
      { id: `fc${p.hidden.length + 1}`, kind: 'dense', params: { units: p.classes } },
    ]);
  },
});
