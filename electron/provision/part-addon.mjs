import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { askProgram, runProgram } from './child.mjs';
import { partialFolder } from './partials.mjs';
import { describeTrouble, lastLine, SetupError } from './failure.mjs';
import { exists, makeFolder, readJson, remove, replaceFolder, sha256Of } from './files.mjs';
import { downloadHttps } from './https.mjs';
import { findCompiler } from './part-machine.mjs';
import {
  CHECKOUT,
  CHECKOUT_STATE,
  PACKAGED,
  runtimeFolder,
  runtimeInUse,
  SHIPPED_ADDON,
  tensorflowFolder,
  tensorflowVariant,
  tfjsPackage,
} from './paths.mjs';
import { validReceipt, writeReceipt } from './receipts.mjs';
import { ADDON, TENSORFLOW } from './sources.mjs';

const FLAGS = ['-std=c++17', '-O2', '-fPIC', '-DNDEBUG', `-DNAPI_VERSION=${ADDON.napiVersion}`];
const SOURCES = ['tfjs_backend.cc', 'tfjs_binding.cc'];

/** tfjs-node's addon over our library: compiled once per user, or shipped, then placed beside the library and tried out. */
export const addonPart = {
  name: 'addon',
  needs: PACKAGED ? ['machine', 'tensorflow'] : ['machine', 'npm', 'tensorflow'],
  claim: ({ root }) => claim(root),
  helpful: () => (!PACKAGED && findCompiler() === undefined ? ['g++'] : []),
  make: async (context) => {
    const { file, how } = await obtainAddon(context);
    const placed = placeAddon(context, file);
    const facts = await tryAddon(placed, context.log);
    if (!PACKAGED) linkIntoPackage(placed);
    await writeReceipt(claim(context.root), [placed], { ...facts, how });
    context.log.say(`the addon loads TensorFlow ${facts.tensorflow} (${how})`);
  },
};

/** @param {string} root the cache @returns {import('./receipts.mjs').Receipt | undefined} */
export function addonReceipt(root) {
  return validReceipt(claim(root));
}

async function obtainAddon(context) {
  if (PACKAGED) return { file: SHIPPED_ADDON, how: 'came with the app' };
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
  const key = sha256Of([text, TENSORFLOW.version, version, FLAGS.join(' ')].join('\n')).slice(0, 16);
  const target = path.join(context.paths.addons, key, ADDON.file);
  if (exists(target)) return target;
  const progress = context.log.progress('compiling the tfjs-node addon');
  const beat = setInterval(() => progress.to(0), 1000);
  const aside = partialFolder(context.paths.downloads);
  try {
    await compile(context.root, compiler, binding, aside);
    makeFolder(path.dirname(target));
    fs.renameSync(path.join(aside, ADDON.file), target);
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
  const output = ['-shared', '-o', path.join(aside, ADDON.file), '-Wl,-rpath,$ORIGIN/../../deps/lib'];
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
  const target = path.join(paths.addons, `prebuilt-${ADDON.packageVersion}`, ADDON.file);
  try {
    if (exists(target)) return target;
    const archive = path.join(aside, 'addon.tar.gz');
    const progress = log.progress('fetching the official tfjs-node addon');
    await downloadHttps(ADDON.prebuilt.cpu, archive, progress).catch((error) => {
      progress.end('refused');
      throw new SetupError(
        `There is no C++ compiler, and the official prebuilt addon could not be fetched (${error.message}). Install a compiler (on Debian: apt-get install g++) and try again.`,
      );
    });
    progress.end();
    const { code, errors } = await runProgram('tar', ['-xzf', archive, '-C', aside]);
    const found = [ADDON.file, `napi-v${ADDON.napiVersion}/${ADDON.file}`]
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

/**
 * Puts the addon where it finds the library: a copy, since `$ORIGIN` is where the file really is, and links to the big
 * libraries, which say where from there, so that a cache may be moved. All of it is made aside, since an app may be
 * running from what is there.
 */
function placeAddon({ root }, file) {
  const home = runtimeFolder(file, root);
  const aside = `${home}.part`;
  remove(aside);
  const placed = path.join(aside, ADDON.place);
  makeFolder(path.dirname(placed));
  fs.copyFileSync(file, placed);
  fs.chmodSync(placed, 0o755);
  const library = path.join(
    '..',
    '..',
    'tensorflow',
    path.basename(tensorflowFolder(tensorflowVariant(), root)),
  );
  const folder = makeFolder(path.join(aside, 'deps', 'lib'));
  for (const name of TENSORFLOW.libraries) {
    fs.symlinkSync(path.join('..', '..', library, 'tensorflow', name), path.join(folder, name));
  }
  fs.symlinkSync(TENSORFLOW.libraries[0], path.join(folder, 'libtensorflow.so.2'));
  // The CUDA library looks for the nvidia folder beside its own.
  if (tensorflowVariant() === 'cuda') {
    fs.symlinkSync(path.join('..', library, 'nvidia'), path.join(aside, 'deps', 'nvidia'));
  }
  replaceFolder(aside, home);
  return path.join(home, ADDON.place);
}

/** So tfjs-node itself finds the addon too, which the benchmark compares with. Node follows links before it loads. */
function linkIntoPackage(placed) {
  const link = path.join(tfjsPackage(), ADDON.place);
  makeFolder(path.dirname(link));
  // Of a set-up older than the runtime folder.
  remove(path.join(tfjsPackage(), 'deps'));
  remove(link);
  fs.symlinkSync(placed, link);
}

async function tryAddon(placed, log) {
  const progress = log.progress('trying the addon');
  try {
    const facts = PACKAGED
      ? multiply(createRequire(import.meta.url), placed)
      : await multiplyApart(placed, progress);
    progress.end('it works');
    return facts;
  } catch (error) {
    progress.end('it does not work');
    throw new SetupError(
      `The tfjs-node addon was placed but does not run: ${lastLine(error.message)}.`,
      'refused',
    );
  }
}

/** In a process of its own, since a library that crashes must not take set-up with it. */
async function multiplyApart(placed, progress) {
  const script = `console.log('\\n' + JSON.stringify((${multiply.toString()})(require, ${JSON.stringify(placed)})))`;
  const { code, output, errors } = await runProgram(process.execPath, ['-e', script], {
    progress,
    env: { TF_CPP_MIN_LOG_LEVEL: '2', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
  });
  if (code !== 0) throw new Error(errors || output);
  return JSON.parse(output.trim().split('\n').pop());
}

/**
 * Multiplies two matrices. Sent as text to another process, or called here: a packaged app's Electron runs no scripts,
 * and set-up is a process of its own there.
 */
function multiply(require, placed) {
  const binding = require(placed);
  const { TF_FLOAT: float, TF_ATTR_BOOL: bool, TF_ATTR_TYPE: type } = binding;
  const factors = [
    binding.createTensor([1, 2], float, new Float32Array([1, 2])),
    binding.createTensor([2, 1], float, new Float32Array([3, 4])),
  ];
  const attributes = [
    { name: 'transpose_a', type: bool, value: false },
    { name: 'transpose_b', type: bool, value: false },
    { name: 'T', type, value: float },
  ];
  const [product] = binding.executeOp('MatMul', attributes, factors, 1);
  const [value] = binding.tensorDataSync(product.id);
  [...factors, product.id].forEach((id) => binding.deleteTensor(id));
  if (value !== 11) throw new Error(`1*3 + 2*4 came out as ${value}`);
  return { tensorflow: binding.TF_Version, gpu: binding.isUsingGpuDevice() };
}

/** Which library this addon should be over, and whether its links still lead there. */
function claim(root) {
  const home = runtimeInUse(root);
  const links = TENSORFLOW.libraries.every((name) => exists(path.join(home, 'deps', 'lib', name)));
  if (PACKAGED) return { base: root, name: `addon-${path.basename(home)}`, wanted: `linked: ${links}` };
  const version = readJson(path.join(tfjsPackage(), 'package.json'))?.version ?? 'absent';
  const library = tensorflowFolder(tensorflowVariant(), root);
  const wanted = `${version} over ${library}, linked in ${path.dirname(home)}: ${links}`;
  return { base: CHECKOUT_STATE, name: 'addon', wanted };
}
