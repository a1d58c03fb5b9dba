/**
 * Logarithm and circle functions from additions, multiplications and divisions alone, which IEEE 754 fixes to the
 * bit. ECMAScript leaves the last bits of `Math.log`, `Math.sin` and `Math.cos` to the engine, and one seed must give
 * one network under every Node and Electron. Errors stay below 1e-15 relative to 1, which tests hold.
 */

const LN_2 = 0.6931471805599453;
const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm of a positive, normal number. */
export function naturalLog(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let exponent = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0x000fffff) | 0x3ff00000);
  let mantissa = bits.getFloat64(0);
  // Into [sqrt(1/2), sqrt(2)), where the series below converges fast.
  if (mantissa > Math.SQRT2) {
    mantissa /= 2;
    exponent++;
  }
  // log(m) = 2 artanh(s) = 2 (s + s^3/3 + s^5/5 + …), |s| < 0.172.
  const s = (mantissa - 1) / (mantissa + 1);
  const square = s * s;
  let sum = 1 / 21;
  sum = sum * square + 1 / 19;
  sum = sum * square + 1 / 17;
  sum = sum * square + 1 / 15;
  sum = sum * square + 1 / 13;
  sum = sum * square + 1 / 11;
  sum = sum * square + 1 / 9;
  sum = sum * square + 1 / 7;
  sum = sum * square + 1 / 5;
  sum = sum * square + 1 / 3;
  return exponent * LN_2 + 2 * (s + s * square * sum);
}

const S3 = -1 / 6;
const S5 = 1 / 120;
const S7 = -1 / 5040;
const S9 = 1 / 362880;
const S11 = -1 / 39916800;
const S13 = 1 / 6227020800;
const S15 = -1 / 1307674368000;
const S17 = 1 / 355687428096000;

/** Sine of an angle within an eighth turn around 0 (|x| <= pi/4), by its Taylor series. */
function smallSine(x: number): number {
  const q = x * x;
  const sum = ((((((S17 * q + S15) * q + S13) * q + S11) * q + S9) * q + S7) * q + S5) * q + S3;
  return x + x * q * sum;
}

const C4 = 1 / 24;
const C6 = -1 / 720;
const C8 = 1 / 40320;
const C10 = -1 / 3628800;
const C12 = 1 / 479001600;
const C14 = -1 / 87178291200;
const C16 = 1 / 20922789888000;

/** Cosine of an angle within an eighth turn around 0 (|x| <= pi/4), by its Taylor series. */
function smallCosine(x: number): number {
  const q = x * x;
  const sum = (((((C16 * q + C14) * q + C12) * q + C10) * q + C8) * q + C6) * q + C4;
  return 1 - q / 2 + q * q * sum;
}

/** Cosine of `turns` full turns (1 is 2 pi), for 0 <= turns <= 1. */
export function cosineOfTurns(turns: number): number {
  const quarter = Math.round(turns * 4);
  const x = (turns - quarter / 4) * (2 * Math.PI);
  switch (quarter & 3) {
    case 0:
      return smallCosine(x);
    case 1:
      return -smallSine(x);
    case 2:
      return -smallCosine(x);
    default:
      return smallSine(x);
  }
}

/** Sine of `turns` full turns (1 is 2 pi), for 0 <= turns <= 1. */
export function sineOfTurns(turns: number): number {
  const quarter = Math.round(turns * 4);
  const x = (turns - quarter / 4) * (2 * Math.PI);
  switch (quarter & 3) {
    case 0:
      return smallSine(x);
    case 1:
      return smallCosine(x);
    case 2:
      return -smallSine(x);
    default:
      return -smallCosine(x);
  }
}
