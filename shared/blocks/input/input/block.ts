import { leaf } from '../../block';
import { MAX_CHANNELS, MAX_EXTENT } from '../../limits';
import type { ParamSpecs } from '../../params';
import { windowCaption } from '../../caption';
import { text } from './text';

const params = {
  height: { type: 'int', default: 32, min: 1, max: MAX_EXTENT, unit: 'px' },
  width: { type: 'int', default: 32, min: 1, max: MAX_EXTENT, unit: 'px' },
  channels: { type: 'int', default: 3, min: 1, max: MAX_CHANNELS },
} as const satisfies ParamSpecs;

export const block = leaf({
  kind: 'input',
  version: 1,
  category: 'input',
  params,
  inputs: {},
  outputs: ['out'],
  migrations: [],
  fits: { image: ['height', 'width', 'channels'] },
  reference: null,
  text,
  caption: (p) => `${p.channels} × ${windowCaption([p.height, p.width])}`,
  lower: (b, p) => ({ out: b.one('input', { shape: [p.height, p.width, p.channels] }, []) }),
});
