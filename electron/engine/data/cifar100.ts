import path from 'node:path';
import { CIFAR_SHAPE, readCifarFiles, type RecordLabels } from './cifar-records';
import { readNames } from './files';
import { numberedClasses, type DataFormat } from './format';

/** A coarse label of 20, then the fine label of 100, which is the class. */
const LABELS: RecordLabels = { classes: [20, 100], used: 1 };

/**
 * CIFAR-100, binary version (Krizhevsky 2009): `train.bin` and `test.bin` of records of 2 label bytes and 3072
 * pixels; `fine_label_names.txt` names the classes and may be absent.
 */
export const cifar100Format: DataFormat = {
  id: 'cifar100',
  expects: 'train.bin, test.bin (CIFAR-100)',
  detect: (names) => names.includes('train.bin') || names.includes('test.bin'),
  read: (folder, names, limit) => {
    const classes = readNames(path.join(folder, 'fine_label_names.txt'), 100) ?? numberedClasses(100);
    const train = readCifarFiles(folder, names, ['train.bin'], LABELS, limit);
    const test = names.includes('test.bin')
      ? readCifarFiles(folder, names, ['test.bin'], LABELS, null)
      : null;
    return {
      classes,
      shape: CIFAR_SHAPE,
      train: train.split,
      test: test?.split ?? null,
      available: { train: train.available, test: test?.available ?? 0 },
    };
  },
};
