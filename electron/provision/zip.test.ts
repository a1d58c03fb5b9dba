import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import zlib from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { crc32End, crc32Start, crc32Update, extractEntry, insideFolder, listZip } from './testing.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-zip-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

interface Member {
  name: string;
  content: Buffer;
  stored?: boolean;
  wide?: boolean;
}

const crcOf = (bytes: Uint8Array): number => crc32End(crc32Update(crc32Start(), bytes));

/** Writes a zip by hand; `wide` puts sizes and offset where ZIP64 does, with a local extra field of another length. */
function makeZip(members: Member[], comment = ''): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, stored = false, wide = false } of members) {
    const packed = stored ? content : zlib.deflateRawSync(content);
    const fields = { name, packed, content, method: stored ? 0 : 8, wide };
    const local = Buffer.concat([header(fields, offset, false), packed]);
    central.push(header(fields, offset, true));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const wide = members.some((member) => member.wide);
  return Buffer.concat([
    ...locals,
    directory,
    ending(members.length, directory.length, offset, wide, comment),
  ]);
}

interface Fields {
  name: string;
  packed: Buffer;
  content: Buffer;
  method: number;
  wide: boolean;
}

function header({ name, packed, content, method, wide }: Fields, offset: number, central: boolean): Buffer {
  const extra = wide ? Buffer.alloc(central ? 28 : 4) : Buffer.alloc(0);
  if (wide && central) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    [content.length, packed.length, offset].forEach((value, at) =>
      extra.writeBigUInt64LE(BigInt(value), 4 + 8 * at),
    );
  }
  const fixed = Buffer.alloc(central ? 46 : 30);
  fixed.writeUInt32LE(central ? 0x02014b50 : 0x04034b50, 0);
  const at = central ? 10 : 8;
  fixed.writeUInt16LE(method, at);
  fixed.writeUInt32LE(crcOf(content), at + 6);
  fixed.writeUInt32LE(wide ? 0xffffffff : packed.length, at + 10);
  fixed.writeUInt32LE(wide ? 0xffffffff : content.length, at + 14);
  fixed.writeUInt16LE(name.length, at + 18);
  fixed.writeUInt16LE(extra.length, at + 20);
  if (central) {
    fixed.writeUInt32LE(0o100755 * 65536, 38);
    fixed.writeUInt32LE(wide ? 0xffffffff : offset, 42);
  }
  return Buffer.concat([fixed, Buffer.from(name), extra]);
}

function ending(count: number, size: number, offset: number, wide: boolean, comment: string): Buffer {
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(wide ? 0xffff : count, 10);
  end.writeUInt32LE(wide ? 0xffffffff : size, 12);
  end.writeUInt32LE(wide ? 0xffffffff : offset, 16);
  end.writeUInt16LE(comment.length, 20);
  const plain = Buffer.concat([end, Buffer.from(comment)]);
  if (!wide) return plain;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  [count, size, offset].forEach((value, at) => record.writeBigUInt64LE(BigInt(value), 32 + 8 * at));
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  return Buffer.concat([record, locator, plain]);
}

function place(content: Buffer, name = 'some.zip'): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, content);
  return file;
}

const words = Buffer.from('network in network '.repeat(5000));
const members: Member[] = [
  { name: 'a/packed.txt', content: words },
  { name: 'a/stored.bin', content: Buffer.from([1, 2, 3]), stored: true },
  { name: 'empty', content: Buffer.alloc(0), stored: true },
];

async function contents(file: string): Promise<Buffer[]> {
  const read: Buffer[] = [];
  for (const entry of listZip(file)) {
    const target = path.join(folder, 'out', entry.name);
    await extractEntry(file, entry, target);
    read.push(fs.readFileSync(target));
  }
  return read;
}

describe('the zip reader', () => {
  it('lists and unpacks packed, stored and empty entries', async () => {
    const file = place(makeZip(members));
    expect(listZip(file).map((entry) => entry.name)).toEqual(['a/packed.txt', 'a/stored.bin', 'empty']);
    expect(await contents(file)).toEqual(members.map((member) => member.content));
    expect(fs.statSync(path.join(folder, 'out', 'empty')).mode & 0o777).toBe(0o755);
  });

  it('understands ZIP64 sizes, offsets and counts', async () => {
    const file = place(makeZip(members.map((member) => ({ ...member, wide: true }))));
    expect(await contents(file)).toEqual(members.map((member) => member.content));
  });

  it('finds the end behind a comment', () => {
    expect(listZip(place(makeZip(members, 'made by hand')))).toHaveLength(3);
  });

  it('tells how many bytes were unpacked', async () => {
    const file = place(makeZip(members));
    let done = 0;
    await extractEntry(file, listZip(file)[0]!, path.join(folder, 'out', 'x'), (bytes) => (done += bytes));
    expect(done).toBe(words.length);
  });

  it('refuses a file cut short at any place', async () => {
    const whole = makeZip(members);
    for (let length = 0; length < whole.length; length += 13) {
      const file = place(whole.subarray(0, length), 'cut.zip');
      await expect(contents(file).catch((error: unknown) => Promise.reject(error as Error))).rejects.toThrow(
        /damaged or cut short/,
      );
    }
  });

  it('refuses an entry whose bytes were changed', async () => {
    const whole = makeZip([{ name: 'x', content: words, stored: true }]);
    whole[1000]! ^= 1;
    await expect(contents(place(whole, 'changed.zip'))).rejects.toThrow(/damaged/);
  });

  it('refuses names that climb out of the folder', () => {
    expect(insideFolder('/cache/x', 'a/../b')).toBe('/cache/x/b');
    expect(() => insideFolder('/cache/x', '../y')).toThrow(/leaves its folder/);
    expect(() => insideFolder('/cache/x', '/etc/passwd')).toThrow(/leaves its folder/);
  });
});
