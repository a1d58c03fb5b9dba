import zlib from 'node:zlib';
import { crc32End, crc32Start, crc32Update } from './crc32.mjs';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
const CHANNELS = 3;
const LARGEST_SIDE = 1 << 16;

/**
 * Decodes a PNG of 8-bit RGB, not interlaced: the one kind that data sets are shipped in here. Anything else, and
 * any damage, is refused rather than guessed at.
 *
 * @param {Buffer} file the whole file
 * @returns {{ width: number, height: number, pixels: Buffer }} pixels row by row, red, green, blue
 * @throws {Error} saying what is wrong with the file
 */
export function decodePng(file) {
  if (file.length < 8 || !file.subarray(0, 8).equals(SIGNATURE)) throw new Error('it is not a PNG');
  let header;
  let ended = false;
  const data = [];
  for (const chunk of chunks(file)) {
    if (chunk.type === 'IHDR') header = readHeader(chunk.body);
    else if (header === undefined) throw new Error('its first chunk is not IHDR');
    else if (chunk.type === 'IDAT') data.push(chunk.body);
    else if (chunk.type === 'IEND') ended = true;
    else if (/^[A-Z]/.test(chunk.type))
      throw new Error(`it holds a chunk that is not understood (${chunk.type})`);
    if (ended) break;
  }
  if (header === undefined || !ended) throw new Error('it is cut short');
  const rowLength = header.width * CHANNELS;
  const raw = inflate(Buffer.concat(data), (rowLength + 1) * header.height);
  return { ...header, pixels: unfilter(raw, rowLength, header.height) };
}

function* chunks(file) {
  let at = 8;
  while (at < file.length) {
    if (at + 12 > file.length) throw new Error('it is cut short');
    const length = file.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > file.length) throw new Error('it is cut short');
    const crc = crc32End(crc32Update(crc32Start(), file.subarray(at + 4, end - 4)));
    const type = file.toString('latin1', at + 4, at + 8);
    if (crc !== file.readUInt32BE(end - 4)) throw new Error(`its ${type} chunk is damaged`);
    yield { type, body: file.subarray(at + 8, end - 4) };
    at = end;
  }
}

function readHeader(body) {
  if (body.length !== 13) throw new Error('its header has a wrong length');
  const width = body.readUInt32BE(0);
  const height = body.readUInt32BE(4);
  const [depth, colour, compression, filter, interlace] = body.subarray(8);
  if (depth !== 8 || colour !== 2) throw new Error('it is not 8-bit RGB');
  if (compression !== 0 || filter !== 0 || interlace !== 0)
    throw new Error('it is interlaced or packed oddly');
  if (width === 0 || height === 0 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
    throw new Error(`its size ${width}x${height} is out of range`);
  }
  return { width, height };
}

function inflate(packed, expected) {
  let raw;
  try {
    raw = zlib.inflateSync(packed, { maxOutputLength: expected + 1 });
  } catch {
    throw new Error('its pixels cannot be unpacked');
  }
  if (raw.length !== expected) throw new Error('it holds more or fewer pixels than its header says');
  return raw;
}

function unfilter(raw, rowLength, height) {
  const pixels = Buffer.allocUnsafe(rowLength * height);
  let above = Buffer.alloc(rowLength);
  for (let row = 0; row < height; row += 1) {
    const from = row * (rowLength + 1);
    const line = pixels.subarray(row * rowLength, (row + 1) * rowLength);
    raw.copy(line, 0, from + 1, from + 1 + rowLength);
    const undo = FILTERS[raw[from]];
    if (undo === undefined) throw new Error(`its row ${row} has an unknown filter (${raw[from]})`);
    undo(line, above);
    above = line;
  }
  return pixels;
}

/** The five filters of the PNG specification, undone in place; each byte refers to the one a pixel before it. */
const FILTERS = [
  () => undefined,
  (line) => {
    for (let at = CHANNELS; at < line.length; at += 1) line[at] += line[at - CHANNELS];
  },
  (line, above) => {
    for (let at = 0; at < line.length; at += 1) line[at] += above[at];
  },
  (line, above) => {
    for (let at = 0; at < line.length; at += 1) {
      const left = at < CHANNELS ? 0 : line[at - CHANNELS];
      line[at] += (left + above[at]) >> 1;
    }
  },
  (line, above) => {
    for (let at = 0; at < line.length; at += 1) {
      const left = at < CHANNELS ? 0 : line[at - CHANNELS];
      const corner = at < CHANNELS ? 0 : above[at - CHANNELS];
      line[at] += paeth(left, above[at], corner);
    }
  },
];

function paeth(left, up, corner) {
  const toLeft = Math.abs(up - corner);
  const toUp = Math.abs(left - corner);
  const toCorner = Math.abs(left + up - 2 * corner);
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
