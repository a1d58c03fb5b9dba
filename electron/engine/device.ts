import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Where TensorFlow computes. */
export interface Device {
  readonly kind: 'cpu' | 'gpu';
  /** Of the processor, such as `NVIDIA H100 80GB HBM3`; null where it cannot be told. */
  readonly name: string | null;
}

/** A folder for each GPU that the NVIDIA driver sees, each with a file `information`. */
const NVIDIA_GPUS = '/proc/driver/nvidia/gpus';

/**
 * Describes the device.
 * @param isGpu whether TensorFlow itself lists a GPU: a driver, or a CUDA library, alone proves nothing
 */
export function describeDevice(isGpu: boolean): Device {
  return isGpu ? { kind: 'gpu', name: gpuName(NVIDIA_GPUS) } : { kind: 'cpu', name: cpuName() };
}

/**
 * The model of the one GPU that the driver shows; null if it shows several, as which of them is used is not told.
 * @param folder where the driver lists them
 */
export function gpuName(folder: string): string | null {
  try {
    const [only, ...others] = fs.readdirSync(folder);
    if (only === undefined || others.length > 0) return null;
    const text = fs.readFileSync(path.join(folder, only, 'information'), 'utf8');
    return /^Model:\s*(.*\S)/m.exec(text)?.[1] ?? null;
  } catch {
    // No such driver, or no right to look.
    return null;
  }
}

function cpuName(): string | null {
  const name = os.cpus()[0]?.model.trim() ?? '';
  return name === '' || name === 'unknown' ? null : name;
}
