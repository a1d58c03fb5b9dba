import { cifar100Format } from './cifar100';
import { cifar10Format } from './cifar10';
import type { DataFormat } from './format';
import { idxFormat } from './idx';

/** Every format a folder is tried for, in this order. */
export const DATA_FORMATS: readonly DataFormat[] = [idxFormat, cifar10Format, cifar100Format];
