import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { peerPython } from '../../provision/index.mjs';
import { crc32c, maskedCrc32c } from './crc32c';
import { TensorBoardWriter, tfRecord } from './tensorboard';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-tensorboard-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('checksums and frames', () => {
  it('has the values of RFC 3720, B.4', () => {
    expect(crc32c(new Uint8Array(32))).toBe(0x8a9136aa);
    expect(crc32c(new Uint8Array(32).fill(0xff))).toBe(0x62a8ab43);
    expect(crc32c(Uint8Array.from({ length: 32 }, (_, i) => i))).toBe(0x46dd794e);
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283);
  });

  it('frames a record by length, its checksum, data, its checksum', () => {
    const data = Buffer.from('abc');
    const record = Buffer.from(tfRecord(data));
    expect(record.readBigUInt64LE(0)).toBe(3n);
    expect(record.readUInt32LE(8)).toBe(maskedCrc32c(record.subarray(0, 8)));
    expect(record.subarray(12, 15)).toEqual(data);
    expect(record.readUInt32LE(15)).toBe(maskedCrc32c(data));
    expect(record.length).toBe(19);
  });
});

function write(): void {
  const first = new TensorBoardWriter(folder, null, 1_700_000_000_000);
  for (let step = 1; step <= 4; step++) {
    first.scalars(1_700_000_000_000 + step * 1500, step, { 'train/loss': 1 / step, 準確率: step });
  }
  first.close();
  // Ended after step 4 with its last checkpoint at step 2, and gone on from there within the same second.
  const second = new TensorBoardWriter(folder, 2, 1_700_000_000_000);
  second.scalars(1_700_000_010_000, 3, { 'train/loss': 33 });
  second.scalars(1_700_000_010_000, 2 ** 33, { 'train/loss': -0.5 });
  second.close();
}

describe('read by TensorFlow', () => {
  it('holds every scalar; a resumed run says from which step on it replaces them', () => {
    write();
    const script = `
import sys, json, glob, os
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import tensorflow as tf
events = [[[e.wall_time, e.step, e.WhichOneof("what"), e.session_log.status,
            {v.tag: v.simple_value for v in e.summary.value}]
           for e in tf.compat.v1.train.summary_iterator(f)]
          for f in sorted(glob.glob(sys.argv[1] + "/*"))]
print(json.dumps(events))`;
    const out = execFileSync(peerPython('keras')!, ['-c', script, folder], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [first, second] = JSON.parse(out.trim().split('\n').pop()!) as unknown[][][];
    const version = [1_700_000_000, 0, 'file_version', 0, {}];
    const loss = Math.fround(1 / 3);
    expect(first).toEqual([
      version,
      [1_700_000_001.5, 1, 'summary', 0, { 'train/loss': 1, 準確率: 1 }],
      [1_700_000_003, 2, 'summary', 0, { 'train/loss': 0.5, 準確率: 2 }],
      [1_700_000_004.5, 3, 'summary', 0, { 'train/loss': loss, 準確率: 3 }],
      [1_700_000_006, 4, 'summary', 0, { 'train/loss': 0.25, 準確率: 4 }],
    ]);
    // TensorBoard purges on SessionLog.START (1): all steps from 3 on of earlier files.
    expect(second).toEqual([
      version,
      [1_700_000_000, 3, 'session_log', 1, {}],
      [1_700_000_010, 3, 'summary', 0, { 'train/loss': 33 }],
      [1_700_000_010, 2 ** 33, 'summary', 0, { 'train/loss': -0.5 }],
    ]);
  });
});
