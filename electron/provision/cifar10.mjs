import fs from 'node:fs';
import path from 'node:path';
import { SetupError } from './failure.mjs';
import { md5File } from './files.mjs';
import { decodePng } from './png.mjs';
import { CIFAR10 } from './sources.mjs';

const IMAGE_PIXELS = 32 * 32;
const IMAGES_PER_FILE = 10000;
const RECORD = 1 + 3 * IMAGE_PIXELS;

/**
 * Rebuilds CIFAR-10's official binary files from pictures that hold one image per row, and checks them against the
 * checksums their authors publish.
 *
 * @param {string} pictures a folder with data_batch_1..5.png, test_batch.png and the two label lists
 * @param {string} folder where the .bin files go
 * @param {import('./log.mjs').Log} log
 */
export async function decodeCifar10(pictures, folder, log) {
  const train = readLabels(path.join(pictures, 'train_lables.json'), 5 * IMAGES_PER_FILE);
  const test = readLabels(path.join(pictures, 'test_lables.json'), IMAGES_PER_FILE);
  const progress = log.progress('rebuilding the CIFAR-10 files', 6 * IMAGES_PER_FILE * RECORD);
  let done = 0;
  for (const [name, md5] of Object.entries(CIFAR10.md5)) {
    const batch = /data_batch_(\d)/.exec(name);
    const labels =
      batch === null
        ? test
        : train.slice((Number(batch[1]) - 1) * IMAGES_PER_FILE, Number(batch[1]) * IMAGES_PER_FILE);
    const image = decodePng(fs.readFileSync(path.join(pictures, name.replace('.bin', '.png'))));
    const target = path.join(folder, name);
    fs.writeFileSync(target, toRecords(image, labels));
    if (!(await md5File(target)).startsWith(md5)) {
      throw new SetupError(`CIFAR-10: ${name} did not come out as its authors published it.`, 'checksum');
    }
    done += IMAGES_PER_FILE * RECORD;
    progress.to(done);
  }
  fs.writeFileSync(path.join(folder, 'batches.meta.txt'), `${CIFAR10.classes.join('\n')}\n\n`);
  progress.end('equal to the official files');
}

/**
 * One record is a label byte, then the red, the green and the blue plane.
 *
 * @param {{ width: number, height: number, pixels: Buffer }} image one row per picture, colours interleaved
 * @param {number[]} labels
 * @returns {Buffer}
 */
export function toRecords(image, labels) {
  if (image.width !== IMAGE_PIXELS || image.height !== labels.length) {
    throw new Error(`a picture of ${image.width}x${image.height} does not hold ${labels.length} images`);
  }
  const records = Buffer.allocUnsafe(RECORD * labels.length);
  labels.forEach((label, index) => {
    const to = index * RECORD;
    const from = index * IMAGE_PIXELS * 3;
    records[to] = label;
    for (let pixel = 0; pixel < IMAGE_PIXELS; pixel += 1) {
      records[to + 1 + pixel] = image.pixels[from + 3 * pixel];
      records[to + 1 + IMAGE_PIXELS + pixel] = image.pixels[from + 3 * pixel + 1];
      records[to + 1 + 2 * IMAGE_PIXELS + pixel] = image.pixels[from + 3 * pixel + 2];
    }
  });
  return records;
}

function readLabels(file, count) {
  const labels = JSON.parse(fs.readFileSync(file, 'utf8'));
  const fine =
    Array.isArray(labels) &&
    labels.length === count &&
    labels.every((one) => Number.isInteger(one) && one >= 0 && one < 10);
  if (!fine) throw new Error(`${path.basename(file)} does not list ${count} labels`);
  return labels;
}
