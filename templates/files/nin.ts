import ninCifar10 from '../nin-cifar10.inlay.json?raw';
import ninCifar100 from '../nin-cifar100.inlay.json?raw';
import ninCifar10Fc from '../nin-cifar10-fc.inlay.json?raw';
import ninCifar10NoDropout from '../nin-cifar10-no-dropout.inlay.json?raw';
import ninImagenet from '../nin-imagenet.inlay.json?raw';
import ninMnist from '../nin-mnist.inlay.json?raw';
import ninSvhn from '../nin-svhn.inlay.json?raw';

export const nin = {
  'nin-mnist': ninMnist,
  'nin-cifar10': ninCifar10,
  'nin-cifar10-fc': ninCifar10Fc,
  'nin-cifar10-no-dropout': ninCifar10NoDropout,
  'nin-cifar100': ninCifar100,
  'nin-svhn': ninSvhn,
  'nin-imagenet': ninImagenet,
} as const;
