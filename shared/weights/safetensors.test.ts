import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { peerPython } from '../../electron/provision/index.mjs';
import { decodeSafetensors, encodeSafetensors } from './safetensors';
import type { HostTensor } from './tensor';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-safetensors-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

function float(shape: readonly number[], ...values: number[]): HostTensor {
  return { dtype: 'float32', shape, data: Float32Array.from(values) };
}

const sample = new Map<string, HostTensor>([
  ['conv1/kernel', float([2, 1, 1, 2], 1, -2.5, Math.PI, 1e-38)],
  ['步數', { dtype: 'int32', shape: [3], data: Int32Array.of(-1, 2 ** 31 - 1, 0) }],
  ['10', float([], -0)],
  ['empty', float([0, 4])],
]);

/** A file with this header before these bytes. */
function fileOf(header: unknown, bytes: number, length?: number): Uint8Array {
  let text = typeof header === 'string' ? header : JSON.stringify(header);
  while (text.length % 8 !== 0) text += ' ';
  const file = new Uint8Array(8 + text.length + bytes);
  new DataView(file.buffer).setUint32(0, length ?? text.length, true);
  file.set(Buffer.from(text), 8);
  return file;
}

function detail(bytes: Uint8Array): string {
  const read = decodeSafetensors(bytes, 'some.safetensors');
  if (read.ok || read.problem.code !== 'run/damaged') throw new Error('it was read');
  expect(read.problem.args.file).toBe('some.safetensors');
  return read.problem.args.detail;
}

describe('safetensors', () => {
  it('reads what it wrote, in order, bit for bit', () => {
    const read = decodeSafetensors(encodeSafetensors(sample, { step: '7', a: 'ü' }));
    if (!read.ok) throw new Error(JSON.stringify(read.problem));
    expect([...read.value.tensors]).toEqual([...sample]);
    expect(Object.is(read.value.tensors.get('10')!.data[0], -0)).toBe(true);
    expect(read.value.metadata).toEqual({ a: 'ü', step: '7' });
  });

  it('writes the same bytes for the same tensors, whatever the order of metadata', () => {
    const one = encodeSafetensors(sample, { b: '1', a: '2' });
    expect(encodeSafetensors(new Map(sample), { a: '2', b: '1' })).toEqual(one);
    expect(one.length % 4).toBe(0);
    expect(new DataView(one.buffer).getUint32(0, true) % 8).toBe(0);
  });

  it('reads tensors out of a view that is not aligned', () => {
    const bytes = encodeSafetensors(sample);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const read = decodeSafetensors(shifted.subarray(3));
    expect(read.ok && [...read.value.tensors]).toEqual([...sample]);
  });

  it('refuses every truncation and every appended byte', () => {
    const bytes = encodeSafetensors(sample);
    for (let length = 0; length < bytes.length; length++) {
      expect(decodeSafetensors(bytes.subarray(0, length)).ok, `${length} bytes`).toBe(false);
    }
    expect(decodeSafetensors(Uint8Array.from([...bytes, 0])).ok).toBe(false);
  });

  it.each([
    ['a header longer than the file', fileOf({}, 0, 4096), 'header: 4104 bytes > 16'],
    ['a header beyond all bounds', fileOf({}, 0, 2 ** 31), 'header length > 100000000'],
    ['no JSON', fileOf('not json', 0), 'header ≠ {…}'],
    ['an array', fileOf([], 0), 'header ≠ {…}'],
    ['null for a tensor', fileOf({ a: null }, 0), 'a ≠ {…}'],
    [
      'a dtype we do not keep',
      fileOf({ a: { dtype: 'F64', shape: [1], data_offsets: [0, 8] } }, 8),
      'a.dtype',
    ],
    ['a negative extent', fileOf({ a: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, 4), 'a.shape'],
    [
      'a fractional offset',
      fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0.5, 4] } }, 4),
      'a.data_off',
    ],
    [
      'a shape of another size',
      fileOf({ a: { dtype: 'F32', shape: [2], data_offsets: [0, 4] } }, 4),
      '4 bytes ≠ 8',
    ],
    ['an unknown key', fileOf({ a: { dtype: 'F32', shape: [0], data_offsets: [0, 0], x: 1 } }, 0), 'a.x'],
    ['a number as metadata', fileOf({ __metadata__: { a: 1 } }, 0), '__metadata__.a'],
    [
      'a gap between tensors',
      fileOf(
        {
          a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          b: { dtype: 'F32', shape: [1], data_offsets: [8, 12] },
        },
        12,
      ),
      'b: data_offsets 8 ≠ 4',
    ],
    [
      'two tensors on the same bytes',
      fileOf(
        {
          a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] },
          b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
        },
        8,
      ),
      'b: data_offsets 4 ≠ 8',
    ],
  ])('refuses %s', (_, bytes, expected) => {
    expect(detail(bytes)).toContain(expected);
  });

  it('never throws on damage, and never reads other tensors than were written', () => {
    const bytes = encodeSafetensors(sample, { step: '7' });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const hurt = bytes.slice();
        hurt[at]! ^= flip;
        const read = decodeSafetensors(hurt);
        if (read.ok)
          for (const { shape, data } of read.value.tensors.values()) {
            expect(data.length).toBe(shape.reduce((a, b) => a * b, 1));
          }
      }),
    );
  });

  it('throws on what is no tensor of ours', () => {
    expect(() => encodeSafetensors(new Map([['a', float([2], 1)]]))).toThrow('data and shape');
    expect(() => encodeSafetensors(new Map([['__metadata__', float([1], 1)]]))).toThrow('called');
  });
});

describe('with the reference implementation', () => {
  it('reads our file, and we read the one it writes from that', () => {
    const ours = path.join(folder, 'ours.safetensors');
    const theirs = path.join(folder, 'theirs.safetensors');
    fs.writeFileSync(ours, encodeSafetensors(sample, { step: '7' }));
    const script = [
      'import sys, json, numpy as np',
      'from safetensors import safe_open',
      'from safetensors.numpy import load_file, save_file',
      'tensors = load_file(sys.argv[1])',
      'with safe_open(sys.argv[1], "np") as f: metadata = f.metadata()',
      'save_file(tensors, sys.argv[2], metadata=metadata)',
      'print(json.dumps({k: [str(v.dtype), list(v.shape), v.tobytes().hex()] for k, v in tensors.items()}))',
    ].join('\n');
    const out = execFileSync(peerPython('torch')!, ['-c', script, ours, theirs], { encoding: 'utf8' });
    const seen = JSON.parse(out) as Record<string, unknown>;
    for (const [name, { dtype, shape, data }] of sample) {
      expect(seen[name]).toEqual([dtype, shape, Buffer.from(data.buffer).toString('hex')]);
    }
    const back = decodeSafetensors(fs.readFileSync(theirs));
    expect(back.ok && new Map([...back.value.tensors].sort())).toEqual(new Map([...sample].sort()));
    expect(back.ok && back.value.metadata).toEqual({ step: '7' });
  });
});
