import type * as h5wasm from 'h5wasm';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';

type H5 = typeof h5wasm;

/** The one file in the library's own, in-memory file system: the disk is left to those who know its errors. */
const FILE = 'weights.h5';

let library: Promise<H5> | undefined;

/** The HDF5 library (WebAssembly), loaded when first needed: it costs 0.2 s and 40 MB. */
async function loadHdf5(): Promise<H5> {
  library ??= import('h5wasm').then(async (h5) => {
    await h5.ready;
    return h5;
  });
  return library;
}

/**
 * An HDF5 file of contiguous little-endian float32 data sets. Equal tensors give equal bytes.
 *
 * @param tensors by their path inside the file; groups on the way are made
 * @param groups further groups, without data sets
 */
export async function encodeHdf5(tensors: NamedTensors, groups: readonly string[] = []): Promise<Uint8Array> {
  const h5 = await loadHdf5();
  // HDF5 stamps every data set with the time. Nothing else runs in between: none of the calls gives way.
  const now = Date.now;
  Date.now = () => 0;
  try {
    const out = new h5.File(FILE, 'w');
    try {
      for (const group of groups) groupAt(h5, out, group);
      for (const [path, tensor] of tensors) addDataset(h5, out, path, tensor);
    } finally {
      out.close();
    }
    return h5.FS!.readFile(FILE);
  } finally {
    Date.now = now;
    h5.FS!.unlink(FILE);
  }
}

function addDataset(h5: H5, file: h5wasm.File, path: string, { shape, data }: HostTensor): void {
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? file : groupAt(h5, file, path.slice(0, slash));
  parent.create_dataset({ name: path.slice(slash + 1), data, shape: [...shape], dtype: '<f4' });
}

function groupAt(h5: H5, file: h5wasm.File, path: string): h5wasm.Group {
  let group: h5wasm.Group = file;
  for (const part of path.split('/')) {
    const found = group.keys().includes(part) ? group.get(part) : group.create_group(part);
    if (!(found instanceof h5.Group)) throw new Error(`${path} is taken in the HDF5 file`);
    group = found;
  }
  return group;
}

/** All float32 data sets of an HDF5 file by path, without the leading slash. */
export async function decodeHdf5(bytes: Uint8Array): Promise<NamedTensors> {
  const h5 = await loadHdf5();
  h5.FS!.writeFile(FILE, bytes);
  try {
    const input = new h5.File(FILE, 'r');
    try {
      return datasetsOf(h5, input);
    } finally {
      input.close();
    }
  } finally {
    h5.FS!.unlink(FILE);
  }
}

function datasetsOf(h5: H5, file: h5wasm.File): NamedTensors {
  const tensors = new Map<string, HostTensor>();
  for (const path of file.paths()) {
    const entry = file.get(path);
    const data = entry instanceof h5.Dataset ? entry.value : null;
    if (!(entry instanceof h5.Dataset) || !(data instanceof Float32Array)) continue;
    tensors.set(path.replace(/^\//, ''), { dtype: 'float32', shape: entry.shape ?? [], data });
  }
  return tensors;
}
