import { strFromU8, strToU8 } from 'fflate';
import { catchProblem } from '../problems/catch';
import { fail } from '../problems/problem';
import type { Result } from '../problems/result';
import type { HostTensor, NamedTensors } from './tensor';

/**
 * The safetensors format (github.com/huggingface/safetensors, README "Format"): 8 bytes of header length (unsigned,
 * little-endian), a JSON header padded with spaces to 8 bytes, then the tensors' bytes one after another with no
 * gap. We write float32 and int32, little-endian as every platform we run on.
 */
const DTYPES = { float32: 'F32', int32: 'I32' } as const;
const BYTES_PER_VALUE = 4;
const LENGTH_BYTES = 8;
const ALIGNMENT = 8;
/** The limit of the reference implementation, against headers that claim to be gigabytes. */
const MAX_HEADER = 100_000_000;
const METADATA = '__metadata__';

export interface Safetensors {
  readonly tensors: NamedTensors;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes tensors as a safetensors file. The same tensors, order and metadata give the same bytes; metadata keys are
 * sorted.
 * @param tensors named tensors, written in their order
 * @param metadata texts to keep beside them
 * @throws Error if a tensor's data does not match its shape, or a tensor is called `__metadata__` (faults of ours)
 */
export function encodeSafetensors(
  tensors: NamedTensors,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const header = strToU8(padded(headerOf(tensors, metadata)));
  let size = LENGTH_BYTES + header.length;
  for (const { data } of tensors.values()) size += data.byteLength;
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const { data } of tensors.values()) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

function headerOf(tensors: NamedTensors, metadata: Readonly<Record<string, string>>): string {
  const entries: string[] = [];
  const texts = Object.keys(metadata).sort();
  if (texts.length > 0) {
    const pairs = texts.map((key) => `${JSON.stringify(key)}:${JSON.stringify(metadata[key])}`);
    entries.push(`"${METADATA}":{${pairs.join(',')}}`);
  }
  let offset = 0;
  for (const [name, tensor] of tensors) {
    if (name === METADATA) throw new Error(`a tensor cannot be called ${METADATA}`);
    if (tensor.data.length !== valuesIn(tensor.shape)) throw new Error(`data and shape of ${name} differ`);
    const end = offset + tensor.data.byteLength;
    const form = `"dtype":"${DTYPES[tensor.dtype]}","shape":[${tensor.shape.join(',')}]`;
    // Written by hand: an object would move names that look like numbers to the front.
    entries.push(`${JSON.stringify(name)}:{${form},"data_offsets":[${offset},${end}]}`);
    offset = end;
  }
  return `{${entries.join(',')}}`;
}

/** Pads with spaces so that the tensors begin on a multiple of 8 bytes, whatever letters the names hold. */
function padded(header: string): string {
  const over = strToU8(header).length % ALIGNMENT;
  return over === 0 ? header : header + ' '.repeat(ALIGNMENT - over);
}

/**
 * Reads a safetensors file, strictly: every byte belongs to the header or to exactly one tensor, every number is
 * in bounds, every tensor is as long as its shape says.
 * @param bytes the whole file; the tensors are copied out of it
 * @param file its name, for the problem
 * @returns the tensors in file order, or `run/damaged`; its detail is a formula (`found ≠ expected`), the same in
 *   every language
 */
export function decodeSafetensors(bytes: Uint8Array, file = 'safetensors'): Result<Safetensors> {
  return catchProblem(() => {
    const damaged = (detail: string): never => fail('run/damaged', { file, detail }, { file });
    const { header, start } = readHeader(bytes, damaged);
    const { [METADATA]: texts, ...entries } = header;
    const slots = Object.entries(entries).map(([name, entry]) => readEntry(name, entry, damaged));
    slots.sort((a, b) => a.begin - b.begin || a.end - b.end);
    const tensors = new Map<string, HostTensor>();
    let at = 0;
    for (const slot of slots) {
      if (slot.begin !== at) damaged(`${slot.name}: data_offsets ${slot.begin} ≠ ${at}`);
      if (start + slot.end > bytes.length)
        damaged(`${slot.name}: ${start + slot.end} bytes > ${bytes.length}`);
      tensors.set(slot.name, copyOut(slot, bytes, start));
      at = slot.end;
    }
    if (start + at !== bytes.length) damaged(`${bytes.length} bytes ≠ ${start + at}`);
    return { tensors, metadata: readMetadata(texts, damaged) };
  });
}

type Damaged = (detail: string) => never;

interface Slot {
  readonly name: string;
  readonly dtype: HostTensor['dtype'];
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

function readHeader(bytes: Uint8Array, damaged: Damaged): { header: Record<string, unknown>; start: number } {
  if (bytes.length < LENGTH_BYTES) damaged(`${bytes.length} bytes < ${LENGTH_BYTES}`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  if (view.getUint32(4, true) !== 0 || length > MAX_HEADER) damaged(`header length > ${MAX_HEADER}`);
  const start = LENGTH_BYTES + length;
  if (start > bytes.length) damaged(`header: ${start} bytes > ${bytes.length}`);
  if (start % ALIGNMENT !== 0) damaged(`header length ${length} % ${ALIGNMENT} ≠ 0`);
  const header = parseJson(bytes.subarray(LENGTH_BYTES, start));
  if (!isRecord(header)) return damaged('header ≠ {…}');
  return { header, start };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(strFromU8(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function readEntry(name: string, entry: unknown, damaged: Damaged): Slot {
  if (!isRecord(entry)) return damaged(`${name} ≠ {…}`);
  const { dtype, shape, data_offsets: offsets, ...rest } = entry;
  if (Object.keys(rest).length > 0) damaged(`${name}.${Object.keys(rest).join()}`);
  if (dtype !== 'F32' && dtype !== 'I32') return damaged(`${name}.dtype ≠ F32, I32`);
  if (!isExtents(shape)) return damaged(`${name}.shape ≠ [n, …]`);
  if (!isExtents(offsets) || offsets.length !== 2) return damaged(`${name}.data_offsets ≠ [n, n]`);
  const [begin, end] = offsets as [number, number];
  const wanted = valuesIn(shape) * BYTES_PER_VALUE;
  if (end - begin !== wanted) damaged(`${name}: ${end - begin} bytes ≠ ${wanted}`);
  return { name, dtype: dtype === 'F32' ? 'float32' : 'int32', shape, begin, end };
}

function copyOut(slot: Slot, bytes: Uint8Array, start: number): HostTensor {
  const { dtype, shape } = slot;
  // A copy that begins on its own buffer, since a typed array needs 4-byte alignment.
  const { buffer } = new Uint8Array(bytes.subarray(start + slot.begin, start + slot.end));
  return dtype === 'float32'
    ? { dtype, shape, data: new Float32Array(buffer) }
    : { dtype, shape, data: new Int32Array(buffer) };
}

function readMetadata(texts: unknown, damaged: Damaged): Readonly<Record<string, string>> {
  if (texts === undefined) return {};
  if (!isRecord(texts)) return damaged(`${METADATA} ≠ {…}`);
  const wrong = Object.keys(texts).find((key) => typeof texts[key] !== 'string');
  if (wrong !== undefined) damaged(`${METADATA}.${wrong} ≠ "…"`);
  return texts as Record<string, string>;
}

function valuesIn(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isExtents(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((one) => Number.isSafeInteger(one) && (one as number) >= 0);
}
