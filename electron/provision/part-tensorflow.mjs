import path from 'node:path';
import { fetchAside, pipDownload } from './clients.mjs';
import { describeTrouble } from './failure.mjs';
import { remove, replaceFolder } from './files.mjs';
import { packagesForPip } from './part-machine.mjs';
import { tensorflowFolder, tensorflowVariant } from './paths.mjs';
import { validReceipt, writeReceipt } from './receipts.mjs';
import { CUDA_WHEELS, TENSORFLOW } from './sources.mjs';
import { extractEntry, insideFolder, listZip } from './zip.mjs';

const INCLUDE = 'tensorflow/include/';

/** The TensorFlow library and the headers the addon is compiled against, taken out of the official wheel. */
export const tensorflowPart = {
  name: 'tensorflow',
  needs: ['machine'],
  claim: ({ root }) => claim(root, tensorflowVariant()),
  packages: packagesForPip,
  downloads: [...Object.values(TENSORFLOW.wheels), ...CUDA_WHEELS].map((wheel) => wheel.file),
  make: async (context) => {
    const variant = tensorflowVariant();
    if (variant === 'cuda') context.log.say('an NVIDIA GPU was found or asked for: taking the CUDA library');
    const folder = tensorflowFolder(variant, context.root);
    const aside = `${folder}.part`;
    remove(aside);
    await unpackWheel(context, await fetchTensorflowWheel(context, variant), aside, tensorflowTarget);
    if (variant === 'cuda') await addCudaLibraries(context, aside);
    replaceFolder(aside, folder);
    const files = TENSORFLOW.libraries.map((name) => path.join(folder, 'tensorflow', name));
    files.push(path.join(folder, 'include', 'tensorflow', 'c', 'c_api.h'));
    const facts = { version: TENSORFLOW.version, variant };
    await writeReceipt(claim(context.root, variant), files, facts);
  },
};

/**
 * @param {string} root the cache
 * @param {'cpu' | 'cuda'} [variant] by default the one this machine should use
 * @returns {import('./receipts.mjs').Receipt | undefined}
 */
export function tensorflowReceipt(root, variant = tensorflowVariant()) {
  return validReceipt(claim(root, variant));
}

/**
 * Fetches the TensorFlow wheel, or finds it fetched.
 *
 * @param {import('./parts.mjs').Context} context
 * @param {'cpu' | 'cuda'} variant
 * @returns {Promise<string>} the checked wheel
 */
export function fetchTensorflowWheel({ paths, log }, variant) {
  const source = TENSORFLOW.wheels[variant];
  const get = pipDownload(source.requirement, source, TENSORFLOW);
  const label = `TensorFlow ${TENSORFLOW.version} (${variant})`;
  return fetchAside({ downloads: paths.downloads, source, label, log, get });
}

async function addCudaLibraries({ paths, log }, aside) {
  for (const source of CUDA_WHEELS) {
    const get = pipDownload(source.requirement, source, TENSORFLOW);
    const label = source.requirement.replace('==', ' ');
    const wheel = await fetchAside({ downloads: paths.downloads, source, label, log, get });
    await unpackWheel({ log }, wheel, aside, cudaTarget);
    remove(wheel);
  }
}

async function unpackWheel({ log }, wheel, folder, targetOf) {
  const chosen = listZip(wheel)
    .map((entry) => ({ entry, target: targetOf(entry.name) }))
    .filter(({ target }) => target !== undefined);
  const total = chosen.reduce((sum, { entry }) => sum + entry.size, 0);
  const progress = log.progress(`unpacking ${path.basename(wheel).split('-').slice(0, 2).join(' ')}`, total);
  let done = 0;
  try {
    for (const { entry, target } of chosen) {
      await extractEntry(wheel, entry, insideFolder(folder, target), (bytes) => progress.to((done += bytes)));
    }
  } catch (error) {
    progress.end('failed');
    remove(folder);
    throw describeTrouble(
      `unpacking ${path.basename(wheel)}`,
      error.message,
      path.dirname(path.dirname(folder)),
    );
  }
  progress.end();
}

/** Where a member of the TensorFlow wheel goes; undefined leaves it out. */
function tensorflowTarget(name) {
  if (name.endsWith('/')) return undefined;
  const library = TENSORFLOW.libraries.find((one) => name === `tensorflow/${one}`);
  if (library !== undefined) return name;
  if (!name.startsWith(INCLUDE)) return undefined;
  const header = name.slice(INCLUDE.length);
  return TENSORFLOW.headers.some((prefix) => header.startsWith(prefix)) ? `include/${header}` : undefined;
}

/** Libraries and compiler data of the nvidia wheels; their Python files and headers stay behind. */
function cudaTarget(name) {
  if (!name.startsWith('nvidia/') || name.endsWith('/')) return undefined;
  return /\/lib\/|\/bin\/|\/nvvm\//.test(name) ? name : undefined;
}

function claim(root, variant) {
  const wheels = variant === 'cuda' ? CUDA_WHEELS.map((one) => one.sha256).join(' ') : '';
  const wanted = `${TENSORFLOW.wheels[variant].sha256} ${TENSORFLOW.headers.join(' ')} ${wheels}`.trim();
  return { base: root, name: `tensorflow-${variant}`, wanted };
}
