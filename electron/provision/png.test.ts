import zlib from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32End, crc32Start, crc32Update, decodePng, toRecords } from './testing.mjs';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const WIDTH = 5;
const HEIGHT = 4;
const ROW = WIDTH * 3;

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const whole = Buffer.alloc(8 + named.length);
  whole.writeUInt32BE(body.length, 0);
  named.copy(whole, 4);
  whole.writeUInt32BE(crc32End(crc32Update(crc32Start(), named)), 4 + named.length);
  return whole;
}

function header(width: number, height: number, tail = [8, 2, 0, 0, 0]): Buffer {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  Buffer.from(tail).copy(body, 8);
  return chunk('IHDR', body);
}

function picture(rows: Buffer, head = header(WIDTH, HEIGHT), more: Buffer[] = []): Buffer {
  const packed = zlib.deflateSync(rows);
  // Two IDAT chunks, cut anywhere, are one stream.
  const data = [packed.subarray(0, 7), packed.subarray(7)].map((part) => chunk('IDAT', part));
  return Buffer.concat([SIGNATURE, head, ...more, ...data, chunk('IEND', Buffer.alloc(0))]);
}

const pixels = Buffer.from(
  Array.from({ length: ROW * HEIGHT }, (_, index) => (index * 89 + (index >> 3) * 31) & 255),
);

/** Filters as the PNG specification writes them, independent of the decoder: predict from the unfiltered picture. */
function filtered(type: number): Buffer {
  const rows = Buffer.alloc((ROW + 1) * HEIGHT);
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : pixels[row * ROW + column]!;
  for (let row = 0; row < HEIGHT; row += 1) {
    rows[row * (ROW + 1)] = type;
    for (let column = 0; column < ROW; column += 1) {
      const [left, up, corner] = [at(row, column - 3), at(row - 1, column), at(row - 1, column - 3)];
      const predicted = [0, left, up, Math.floor((left + up) / 2), paeth(left, up, corner)][type]!;
      rows[row * (ROW + 1) + 1 + column] = (at(row, column) - predicted) & 255;
    }
  }
  return rows;
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  return [left, up, corner].reduce((best, one) =>
    Math.abs(guess - one) < Math.abs(guess - best) ? one : best,
  );
}

describe('the PNG decoder', () => {
  it.each([0, 1, 2, 3, 4])('undoes filter %i', (type) => {
    const image = decodePng(picture(filtered(type)));
    expect([image.width, image.height]).toEqual([WIDTH, HEIGHT]);
    expect(image.pixels.equals(pixels)).toBe(true);
  });

  it('skips chunks that need not be understood and refuses those that must', () => {
    const note = chunk('tEXt', Buffer.from('hello'));
    const palette = chunk('PLTE', Buffer.alloc(3));
    expect(decodePng(picture(filtered(1), undefined, [note])).pixels.equals(pixels)).toBe(true);
    expect(() => decodePng(picture(filtered(1), undefined, [palette]))).toThrow(/PLTE/);
  });

  it.each([
    ['16 bits', [16, 2, 0, 0, 0], /8-bit RGB/],
    ['grey', [8, 0, 0, 0, 0], /8-bit RGB/],
    ['with alpha', [8, 6, 0, 0, 0], /8-bit RGB/],
    ['interlaced', [8, 2, 0, 0, 1], /interlaced/],
  ])('refuses a picture that is %s', (_, tail, words) => {
    expect(() => decodePng(picture(filtered(0), header(WIDTH, HEIGHT, tail)))).toThrow(words);
  });

  it('refuses a file cut short at any place', () => {
    const whole = picture(filtered(4));
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => decodePng(whole.subarray(0, length))).toThrow(/cut short|not a PNG/);
    }
  });

  it('refuses a changed byte anywhere behind the signature', () => {
    const whole = picture(filtered(4));
    for (let at = 0; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 16;
      expect(() => decodePng(changed)).toThrow();
    }
  });

  it('refuses more or fewer pixels than the header says, and an unknown filter', () => {
    expect(() => decodePng(picture(filtered(0), header(WIDTH, HEIGHT - 1)))).toThrow(
      /unpacked|more or fewer/,
    );
    expect(() => decodePng(picture(filtered(0), header(WIDTH, HEIGHT + 1)))).toThrow(/more or fewer/);
    expect(() => decodePng(picture(filtered(0), header(0, HEIGHT)))).toThrow(/out of range/);
    const rows = filtered(0);
    rows[0] = 9;
    expect(() => decodePng(picture(rows))).toThrow(/unknown filter/);
  });
});

describe('CIFAR-10 records', () => {
  it('put a label before the three colour planes', () => {
    const image = Buffer.from(
      Array.from({ length: 2 * 1024 * 3 }, (_, index) => (index % 3) * 80 + (index > 3071 ? 1 : 0)),
    );
    const records = toRecords({ width: 1024, height: 2, pixels: image }, [7, 3]);
    expect(records).toHaveLength(2 * 3073);
    expect([records[0], records[1], records[1025], records[2049]]).toEqual([7, 0, 80, 160]);
    expect([records[3073], records[3074], records[3074 + 1024], records[3074 + 2048]]).toEqual([
      3, 1, 81, 161,
    ]);
  });

  it('refuse a picture of another size', () => {
    expect(() => toRecords({ width: 1000, height: 1, pixels: Buffer.alloc(3000) }, [1])).toThrow(
      /does not hold/,
    );
  });
});
