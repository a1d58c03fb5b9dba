import skResnet20Cifar from '../sk-resnet20-cifar.inlay.json?raw';
import sknet101 from '../sknet101.inlay.json?raw';
import sknet26 from '../sknet26.inlay.json?raw';
import sknet50 from '../sknet50.inlay.json?raw';

export const sknet = {
  'sk-resnet20-cifar': skResnet20Cifar,
  sknet26,
  sknet50,
  sknet101,
} as const;
