/** CRC-32 as zip and PNG use it, in pieces; Node's own came only with version 22. */

const TABLE = new Int32Array(256 * 8);

for (let byte = 0; byte < 256; byte += 1) {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  TABLE[byte] = value;
}
for (let byte = 0; byte < 256; byte += 1) {
  for (let slice = 1; slice < 8; slice += 1) {
    const before = TABLE[(slice - 1) * 256 + byte];
    TABLE[slice * 256 + byte] = (before >>> 8) ^ TABLE[before & 255];
  }
}

/** @returns {number} the state before the first byte */
export function crc32Start() {
  return -1;
}

/**
 * Takes more bytes in, eight at a step.
 *
 * @param {number} state
 * @param {Uint8Array} bytes
 * @returns {number} the new state
 */
export function crc32Update(state, bytes) {
  let crc = state;
  let at = 0;
  const long = bytes.length - (bytes.length % 8);
  for (; at < long; at += 8) {
    crc ^= bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
    crc =
      TABLE[1792 + (crc & 255)] ^
      TABLE[1536 + ((crc >>> 8) & 255)] ^
      TABLE[1280 + ((crc >>> 16) & 255)] ^
      TABLE[1024 + (crc >>> 24)] ^
      TABLE[768 + bytes[at + 4]] ^
      TABLE[512 + bytes[at + 5]] ^
      TABLE[256 + bytes[at + 6]] ^
      TABLE[bytes[at + 7]];
  }
  for (; at < bytes.length; at += 1) crc = (crc >>> 8) ^ TABLE[(crc ^ bytes[at]) & 255];
  return crc;
}

/** @param {number} state @returns {number} the unsigned checksum */
export function crc32End(state) {
  return (state ^ -1) >>> 0;
}
