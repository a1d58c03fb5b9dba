import vgg16 from '../vgg16.inlay.json?raw';
import vgg16Bn from '../vgg16-bn.inlay.json?raw';

export const vgg = {
  vgg16,
  'vgg16-bn': vgg16Bn,
} as const;
