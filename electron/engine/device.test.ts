import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tensorflowVariant } from '../provision/index.mjs';
import { gpuName } from './device';
import { loadTf } from './load-tf';

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-device-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

/** As the NVIDIA driver lists a GPU under /proc. */
function addGpu(address: string, model: string): void {
  fs.mkdirSync(path.join(folder, address));
  const lines = [`Model: \t\t ${model}`, 'IRQ:   \t\t 77', 'GPU UUID: \t GPU-0', ''];
  fs.writeFileSync(path.join(folder, address, 'information'), lines.join('\n'));
}

describe('the device', () => {
  it('has the name of the one GPU, and none where that is not sure', () => {
    expect(gpuName(path.join(folder, 'none'))).toBeNull();
    expect(gpuName(folder)).toBeNull();
    addGpu('0000:01:00.0', 'NVIDIA H100 80GB HBM3');
    expect(gpuName(folder)).toBe('NVIDIA H100 80GB HBM3');
    addGpu('0000:02:00.0', 'NVIDIA T4');
    expect(gpuName(folder)).toBeNull();
  });

  it('is what TensorFlow lists, not what the machine has', () => {
    const { device } = loadTf();
    expect(tensorflowVariant() === 'cuda' ? ['cpu', 'gpu'] : ['cpu']).toContain(device.kind);
    if (device.kind === 'cpu' && os.cpus()[0]!.model !== 'unknown') {
      expect(device.name).toBe(os.cpus()[0]!.model.trim());
    }
  });
});
