import resnet101 from '../resnet101.inlay.json?raw';
import resnet110Cifar from '../resnet110-cifar.inlay.json?raw';
import resnet20Cifar from '../resnet20-cifar.inlay.json?raw';
import resnet50 from '../resnet50.inlay.json?raw';
import resnet56Cifar from '../resnet56-cifar.inlay.json?raw';
import resnext50 from '../resnext50.inlay.json?raw';

export const resnet = {
  'resnet20-cifar': resnet20Cifar,
  'resnet56-cifar': resnet56Cifar,
  'resnet110-cifar': resnet110Cifar,
  resnet50,
  resnet101,
  resnext50,
} as const;
