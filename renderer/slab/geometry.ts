import type { Shape } from '../../shared/ir/shape';

/** A tensor as papers draw it, in its own units: a front of `side`s and a depth that goes back to the right. */
export interface SlabSize {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
}

/** Front of a 1×1 map, and of the largest that is told apart, as a share of the whole. */
const SMALLEST = 0.12;
const LARGEST = 0.66;
/** Sides are told apart from 1 to 256 pixels, depths from 1 to 2048 channels. */
const MOST_PIXELS = 256;
const MOST_CHANNELS = 2048;
const DEEPEST = 0.34;
const SHALLOWEST = 0.03;
/** Depth goes back at 45 degrees, foreshortened as in cabinet projection. */

function share(value: number, most: number): number {
  return Math.min(1, Math.log2(Math.max(1, value)) / Math.log2(most));
}

/**
 * The size of a shape's slab in a square of side 1: the front from the logarithm of height and width, the depth from
 * the logarithm of channels, so that pooling visibly shrinks it and mlpconv visibly thickens it. A vector is a 1×1
 * map, its depth all there is.
 */
export function slabSize(shape: Shape): SlabSize {
  const side = (pixels: number): number => SMALLEST + (LARGEST - SMALLEST) * share(pixels, MOST_PIXELS);
  const depth = (channels: number): number =>
    SHALLOWEST + (DEEPEST - SHALLOWEST) * share(channels, MOST_CHANNELS);
  if (shape.length === 3) {
    const [height, width, channels] = shape as readonly [number, number, number];
    return { height: side(height), width: side(width), depth: depth(channels) };
  }
  return { height: SMALLEST, width: SMALLEST, depth: depth(shape[shape.length - 1] ?? 1) };
}

/** Three outlines in pixels, each as `x,y` pairs: front, top and right side, in a box of `size`, centred. */
export interface SlabPaths {
  readonly front: string;
  readonly top: string;
  readonly side: string;
}

/** Where to draw a shape's slab in a square of `size` pixels. */
export function slabPaths(shape: Shape, size: number): SlabPaths {
  const { width, height, depth } = slabSize(shape);
  const scale = size * 0.98;
  const [w, h, d] = [width * scale, height * scale, depth * scale];
  const left = (size - w - d) / 2;
  const top = (size - h - d) / 2;
  const point = (x: number, y: number): string => `${round(left + x)},${round(top + y)}`;
  return {
    front: [point(0, d), point(w, d), point(w, d + h), point(0, d + h)].join(' '),
    top: [point(0, d), point(d, 0), point(w + d, 0), point(w, d)].join(' '),
    side: [point(w, d), point(w + d, 0), point(w + d, h), point(w, d + h)].join(' '),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
