import path from 'node:path';
import { CIFAR_SHAPE, readCifarFiles, type RecordLabels } from './cifar-records';
import { readNames } from './files';
import type { DataFormat } from './format';

const LABELS: RecordLabels = { classes: [10], used: 0 };
const TRAIN_FILES = [1, 2, 3, 4, 5].map((batch) => `data_batch_${batch}.bin`);
const TEST_FILE = 'test_batch.bin';
const CLASSES = ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'];

/**
 * CIFAR-10, binary version (Krizhevsky: "Learning multiple layers of features from tiny images", 2009): five
 * training batches and one test batch of records of 1 label byte and 3072 pixels; `batches.meta.txt` names the
 * classes and may be absent.
 */
export const cifar10Format: DataFormat = {
  id: 'cifar10',
  expects: 'data_batch_1.bin … data_batch_5.bin, test_batch.bin (CIFAR-10)',
  detect: (names) => names.some((name) => TRAIN_FILES.includes(name) || name === TEST_FILE),
  read: (folder, names, limit) => {
    const classes = readNames(path.join(folder, 'batches.meta.txt'), CLASSES.length) ?? CLASSES;
    const train = readCifarFiles(folder, names, TRAIN_FILES, LABELS, limit);
    const test = names.includes(TEST_FILE) ? readCifarFiles(folder, names, [TEST_FILE], LABELS, null) : null;
    return {
      classes,
      shape: CIFAR_SHAPE,
      train: train.split,
      test: test?.split ?? null,
      available: { train: train.available, test: test?.available ?? 0 },
    };
  },
};
