import fs from 'node:fs';
import path from 'node:path';
import { AppendFile } from '../files/append';
import { writing } from '../files/errno';
import { maskedCrc32c } from './crc32c';

/**
 * TensorBoard event files in plain TypeScript: TFRecord frames around `tensorflow.Event` messages
 * (tensorflow/core/util/event.proto, framework/summary.proto; the field numbers below are theirs).
 */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5, sessionLog: 7 } as const;
const SUMMARY_VALUE = 1;
const VALUE = { tag: 1, simpleValue: 2 } as const;
const SESSION_STATUS = 1;
const STATUS_START = 1;

const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

function field(number: number, wire: number, contents: readonly number[]): number[] {
  const length = wire === WIRE.bytes ? varint(contents.length) : [];
  return [(number << 3) | wire, ...length, ...contents];
}

function double(value: number): number[] {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return [...bytes];
}

function float(value: number): number[] {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return [...bytes];
}

function event(seconds: number, step: number, content: readonly number[]): Uint8Array {
  const time = field(EVENT.wallTime, WIRE.fixed64, double(seconds));
  return Uint8Array.from([...time, ...field(EVENT.step, WIRE.varint, varint(step)), ...content]);
}

/** One scalar as the bytes of a `Summary.Value`. */
function scalar(tag: string, value: number): number[] {
  const name = field(VALUE.tag, WIRE.bytes, [...Buffer.from(tag)]);
  return field(SUMMARY_VALUE, WIRE.bytes, [...name, ...field(VALUE.simpleValue, WIRE.fixed32, float(value))]);
}

/** A TFRecord: length, its checksum, the data, its checksum, all little-endian. */
export function tfRecord(data: Uint8Array): Uint8Array {
  const record = Buffer.alloc(12 + data.length + 4);
  record.writeBigUInt64LE(BigInt(data.length), 0);
  record.writeUInt32LE(maskedCrc32c(record.subarray(0, 8)), 8);
  record.set(data, 12);
  record.writeUInt32LE(maskedCrc32c(data), 12 + data.length);
  return record;
}

/** Writes scalars that TensorBoard shows, one file for each stretch of a run. */
export class TensorBoardWriter {
  private readonly file: AppendFile;

  /**
   * Opens a new event file in `folder` (made if need be).
   * Signals `file/disk-full` or `file/not-writable`, as do all its methods.
   * @param resumedAt the step a resumed run goes on from: TensorBoard then drops what an earlier file says of later
   *   steps; null for a new run
   * @param now milliseconds since 1970
   */
  constructor(folder: string, resumedAt: number | null, now: number) {
    writing(folder, () => fs.mkdirSync(folder, { recursive: true }));
    const seconds = String(Math.floor(now / 1000)).padStart(10, '0');
    let name: string;
    let attempt = 0;
    do name = `events.out.tfevents.${seconds}.inlay.${String(attempt++).padStart(3, '0')}`;
    while (fs.existsSync(path.join(folder, name)));
    this.file = new AppendFile(path.join(folder, name));
    const version = field(EVENT.fileVersion, WIRE.bytes, [...Buffer.from('brain.Event:2')]);
    this.write(event(now / 1000, 0, version));
    if (resumedAt !== null) {
      const status = field(SESSION_STATUS, WIRE.varint, [STATUS_START]);
      // Steps from here on are told anew: the first of them comes right after the one resumed from.
      this.write(event(now / 1000, resumedAt + 1, field(EVENT.sessionLog, WIRE.bytes, status)));
    }
  }

  /**
   * Adds the values of some curves at one step.
   * @param now milliseconds since 1970
   */
  scalars(now: number, step: number, values: Readonly<Record<string, number>>): void {
    const summary = Object.entries(values).flatMap(([tag, value]) => scalar(tag, value));
    this.write(event(now / 1000, step, field(EVENT.summary, WIRE.bytes, summary)));
  }

  close(): void {
    this.file.close();
  }

  private write(data: Uint8Array): void {
    this.file.append(tfRecord(data));
  }
}
