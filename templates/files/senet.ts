import seGooglenetBn from '../se-googlenet-bn.inlay.json?raw';
import seResnet101 from '../se-resnet101.inlay.json?raw';
import seResnet20Cifar from '../se-resnet20-cifar.inlay.json?raw';
import seResnet50 from '../se-resnet50.inlay.json?raw';
import seResnext50 from '../se-resnext50.inlay.json?raw';

export const senet = {
  'se-resnet20-cifar': seResnet20Cifar,
  'se-resnet50': seResnet50,
  'se-resnet101': seResnet101,
  'se-resnext50': seResnext50,
  'se-googlenet-bn': seGooglenetBn,
} as const;
