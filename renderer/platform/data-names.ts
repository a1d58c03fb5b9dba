import type { Words } from './language';
import type { WordKey } from '../words';

const NAMES: Readonly<Record<string, WordKey>> = {
  mnist: 'training.set-mnist',
  'fashion-mnist': 'training.set-fashion-mnist',
  cifar10: 'training.set-cifar10',
};

/** A data set as people call it; one of the person's own by its folder's name. */
export function dataName(name: string, t: Words): string {
  const key = Object.prototype.hasOwnProperty.call(NAMES, name) ? NAMES[name] : undefined;
  return key === undefined ? (name.split(/[\\/]/).pop() ?? name) : t(key);
}

/** Images as the field writes them: `28 × 28`, `32 × 32 × 3`. */
export function imageText([height, width, channels]: readonly [number, number, number]): string {
  return [height, width, ...(channels === 1 ? [] : [channels])].join(' × ');
}
