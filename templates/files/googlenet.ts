import googlenetText from '../googlenet.inlay.json?raw';
import googlenetBn from '../googlenet-bn.inlay.json?raw';

export const googlenet = {
  googlenet: googlenetText,
  'googlenet-bn': googlenetBn,
} as const;
