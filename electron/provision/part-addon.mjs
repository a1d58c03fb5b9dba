import fs from 'node:fs';
import path from 'node:path';
import { askProgram, runProgram } from './child.mjs';
import { partialFolder } from './partials.mjs';
import { describeTrouble, lastLine, SetupError } from './failure.mjs';
import { exists, makeFolder, readJson, remove, sha256Text } from './files.mjs';
import { downloadHttps } from './https.mjs';
import { findCompiler } from './part-machine.mjs';
import { CHECKOUT, CHECKOUT_STATE, tensorflowFolder, tensorflowVariant, tfjsPackage } from './paths.mjs';
import { validReceipt, writeReceipt } from './receipts.mjs';
import { ADDON, TENSORFLOW } from './sources.mjs';

const BINDING = path.join('lib', `napi-v${ADDON.napiVersion}`, 'tfjs_binding.node');
const FLAGS = ['-std=c++17', '-O2', '-fPIC', '-DNDEBUG', `-DNAPI_VERSION=${ADDON.napiVersion}`];
const SOURCES = ['tfjs_backend.cc', 'tfjs_binding.cc'];

/** tfjs-node's addon over our library: compiled once per user, then placed in each checkout and tried out. */
export const addonPart = {
  name: 'addon',
  needs: ['machine', 'npm', 'tensorflow'],
  claim: ({ root }) => claim(root),
  helpful: () => (findCompiler() === undefined ? ['g++'] : []),
  make: async (context) => {
    const { file, how } = await obtainAddon(context);
    const placed = placeAddon(context, file);
    const facts = await smokeRun(context);
    await writeReceipt(claim(context.root), [placed], { ...facts, how });
    context.log.say(`the addon loads TensorFlow ${facts.tensorflow} (${how})`);
  },
};

/** @param {string} root the cache @returns {import('./receipts.mjs').Receipt | undefined} */
export function addonReceipt(root) {
  return validReceipt(claim(root));
}

async function obtainAddon(context) {
  const compiler = findCompiler();
  if (compiler !== undefined) return { file: await compileOnce(context, compiler), how: 'compiled here' };
  return { file: await fetchPrebuilt(context), how: 'official prebuilt addon' };
}

async function compileOnce(context, compiler) {
  const binding = path.join(tfjsPackage(), 'binding');
  const sources = fs.readdirSync(binding).sort();
  const text = sources
    .map((name) => `${name}\n${fs.readFileSync(path.join(binding, name), 'utf8')}`)
    .join('\n');
  const version = askProgram(compiler, ['--version']) ?? '';
  const key = sha256Text([text, TENSORFLOW.version, version, FLAGS.join(' ')].join('\n')).slice(0, 16);
  const target = path.join(context.paths.addons, key, 'tfjs_binding.node');
  if (exists(target)) return target;
  const progress = context.log.progress('compiling the tfjs-node addon');
  const beat = setInterval(() => progress.to(0), 1000);
  const aside = partialFolder(context.paths.downloads);
  try {
    await compile(context.root, compiler, binding, aside);
    makeFolder(path.dirname(target));
    fs.renameSync(path.join(aside, 'tfjs_binding.node'), target);
    progress.end();
  } catch (error) {
    progress.end('failed');
    throw error;
  } finally {
    clearInterval(beat);
    remove(aside);
  }
  return target;
}

async function compile(root, compiler, binding, aside) {
  const library = tensorflowFolder(tensorflowVariant(), root);
  const includes = [
    path.join(library, 'include'),
    path.dirname(binding),
    path.join(CHECKOUT, 'node_modules', 'node-api-headers', 'include'),
  ];
  const common = [...FLAGS, ...includes.map((folder) => `-I${folder}`)];
  const objects = SOURCES.map((name) => path.join(aside, name.replace('.cc', '.o')));
  await Promise.all(
    SOURCES.map((name, index) =>
      expectCompiler(compiler, [...common, '-c', path.join(binding, name), '-o', objects[index]]),
    ),
  );
  const libraries = TENSORFLOW.libraries.map((name) => path.join(library, 'tensorflow', name));
  const output = [
    '-shared',
    '-o',
    path.join(aside, 'tfjs_binding.node'),
    '-Wl,-rpath,$ORIGIN/../../deps/lib',
  ];
  await expectCompiler(compiler, [...output, ...objects, ...libraries]);
}

async function expectCompiler(compiler, args) {
  const { code, errors } = await runProgram(compiler, args);
  if (code === 0) return;
  const trouble = describeTrouble(`compiling the tfjs-node addon with ${compiler}`, errors);
  const line = errors.split('\n').find((one) => /error:/.test(one)) ?? lastLine(errors);
  throw trouble.code === 'disk'
    ? trouble
    : new SetupError(`Compiling the tfjs-node addon with ${compiler} failed: ${line.trim()}.`, 'refused');
}

/** The official addon looks for `libtensorflow.so.2`, a name that our library is given beside its own. */
async function fetchPrebuilt({ paths, log }) {
  const aside = partialFolder(paths.downloads);
  const target = path.join(paths.addons, `prebuilt-${ADDON.packageVersion}`, 'tfjs_binding.node');
  try {
    if (exists(target)) return target;
    const archive = path.join(aside, 'addon.tar.gz');
    const progress = log.progress('fetching the official tfjs-node addon');
    await downloadHttps(ADDON.prebuilt.cpu, archive, progress).catch((error) => {
      progress.end('refused');
      throw new SetupError(
        `There is no C++ compiler, and the official prebuilt addon could not be fetched (${error.message}). Install a compiler (on Debian: apt-get install g++) and run the same command again.`,
      );
    });
    progress.end();
    const { code, errors } = await runProgram('tar', ['-xzf', archive, '-C', aside]);
    const found = ['tfjs_binding.node', `napi-v${ADDON.napiVersion}/tfjs_binding.node`]
      .map((name) => path.join(aside, name))
      .find(exists);
    if (code !== 0 || found === undefined)
      throw describeTrouble('unpacking the official addon', errors, paths.root);
    makeFolder(path.dirname(target));
    fs.renameSync(found, target);
    return target;
  } finally {
    remove(aside);
  }
}

/** The addon is copied, since `$ORIGIN` is where the file really is; the big libraries are links. */
function placeAddon({ root }, file) {
  const home = tfjsPackage();
  const library = tensorflowFolder(tensorflowVariant(), root);
  const placed = path.join(home, BINDING);
  makeFolder(path.dirname(placed));
  remove(placed);
  fs.copyFileSync(file, `${placed}.part`);
  fs.renameSync(`${placed}.part`, placed);
  const folder = path.join(home, 'deps', 'lib');
  remove(path.join(home, 'deps'));
  makeFolder(folder);
  for (const name of TENSORFLOW.libraries) {
    fs.symlinkSync(path.join(library, 'tensorflow', name), path.join(folder, name));
  }
  fs.symlinkSync(TENSORFLOW.libraries[0], path.join(folder, 'libtensorflow.so.2'));
  // The CUDA library looks for the nvidia folder beside its own.
  if (exists(path.join(library, 'nvidia')))
    fs.symlinkSync(path.join(library, 'nvidia'), path.join(home, 'deps', 'nvidia'));
  return placed;
}

async function smokeRun({ log }) {
  const progress = log.progress('trying the addon');
  const script = `(${tryAddon.toString()})(${JSON.stringify(tfjsPackage())})`;
  const { code, output, errors } = await runProgram(process.execPath, ['-e', script], {
    cwd: CHECKOUT,
    progress,
    env: { TF_CPP_MIN_LOG_LEVEL: '2', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  progress.end(code === 0 ? 'it works' : 'it does not work');
  if (code !== 0) {
    const words = lastLine(errors || output);
    throw new SetupError(`The tfjs-node addon was placed but does not run: ${words}.`, 'refused');
  }
  return JSON.parse(output.trim().split('\n').pop());
}

/** Sent as text to a process of its own, since a library that crashes must not take set-up with it. */
function tryAddon(home) {
  // Node 23 dropped this helper, which tfjs-node still calls.
  require('util').isNullOrUndefined ??= (value) => value === null || value === undefined;
  const tf = require(home);
  const product = tf.matMul(tf.tensor2d([[1, 2]]), tf.tensor2d([[3], [4]])).dataSync()[0];
  if (product !== 11) throw new Error(`1*3 + 2*4 came out as ${product}`);
  const backend = tf.backend();
  const facts = { tensorflow: backend.binding.TF_Version, gpu: backend.isUsingGpuDevice === true };
  process.stdout.write(`\n${JSON.stringify(facts)}\n`);
}

/** Which library this package should be over, and whether its links still lead there. */
function claim(root) {
  const version = readJson(path.join(tfjsPackage(), 'package.json'))?.version ?? 'absent';
  const links = TENSORFLOW.libraries.every((name) => exists(path.join(tfjsPackage(), 'deps', 'lib', name)));
  const wanted = `${version} over ${tensorflowFolder(tensorflowVariant(), root)}, linked: ${links}`;
  return { base: CHECKOUT_STATE, name: 'addon', wanted };
}
