/** Height, width, channels. */
export type ImageShape = readonly [number, number, number];

/** Images and their labels, on shared memory so that the batch worker reads them without a copy. */
export interface Split {
  readonly count: number;
  /** uint8 `[count, height, width, channels]`, row-major, on a SharedArrayBuffer. */
  readonly images: Uint8Array;
  /** One class index per image, 0 to classes - 1, on a SharedArrayBuffer. */
  readonly labels: Int32Array;
}

export interface Dataset {
  /** The known name, or the folder's. */
  readonly name: string;
  /** One name per class; the digits of the class where the files name none. */
  readonly classes: readonly string[];
  readonly shape: ImageShape;
  readonly train: Split;
  readonly test: Split | null;
  /** SHA-256 (hex) over shape, counts, labels and pixels: what was learned from, wherever it lay. */
  readonly hash: string;
}

/** Bytes, or float32 values, of one image. */
export function imageElements(shape: ImageShape): number {
  return shape[0] * shape[1] * shape[2];
}

/** Makes an empty split of this size; the reader fills it. */
export function newSplit(count: number, shape: ImageShape): Split {
  return {
    count,
    images: new Uint8Array(new SharedArrayBuffer(count * imageElements(shape))),
    labels: new Int32Array(new SharedArrayBuffer(count * 4)),
  };
}
