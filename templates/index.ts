import { alexnet } from './files/alexnet';
import { figures } from './files/figures';
import { googlenet } from './files/googlenet';
import { nin } from './files/nin';
import { resnet } from './files/resnet';
import { senet } from './files/senet';
import { sknet } from './files/sknet';
import { vgg } from './files/vgg';

/** The paper templates as canonical files, by id. */
export const templates = {
  ...alexnet,
  ...nin,
  ...vgg,
  ...googlenet,
  ...resnet,
  ...senet,
  ...sknet,
  ...figures,
} as const;

export type TemplateId = keyof typeof templates;
