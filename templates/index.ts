import ninCifar10 from './nin-cifar10.inlay.json?raw';
import ninCifar10Fc from './nin-cifar10-fc.inlay.json?raw';
import ninCifar10NoDropout from './nin-cifar10-no-dropout.inlay.json?raw';
import ninMnist from './nin-mnist.inlay.json?raw';

/** The paper templates as canonical files, by id. */
export const templates = {
  'nin-mnist': ninMnist,
  'nin-cifar10': ninCifar10,
  'nin-cifar10-fc': ninCifar10Fc,
  'nin-cifar10-no-dropout': ninCifar10NoDropout,
} as const;

export type TemplateId = keyof typeof templates;
