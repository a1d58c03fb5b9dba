import type { ImageShape } from './dataset';

/** A data set the app brings by name. */
export interface KnownSet {
  readonly name: string;
  /** Published numbers of images and classes. */
  readonly train: number;
  readonly test: number;
  readonly classes: number;
  readonly shape: ImageShape;
  /** Names of the classes where the files have none. */
  readonly classNames: readonly string[] | null;
}

const FASHION_CLASSES = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

export const KNOWN_SETS: readonly KnownSet[] = [
  { name: 'mnist', train: 60_000, test: 10_000, classes: 10, shape: [28, 28, 1], classNames: null },
  {
    name: 'fashion-mnist',
    train: 60_000,
    test: 10_000,
    classes: 10,
    shape: [28, 28, 1],
    classNames: FASHION_CLASSES,
  },
  { name: 'cifar10', train: 50_000, test: 10_000, classes: 10, shape: [32, 32, 3], classNames: null },
];
