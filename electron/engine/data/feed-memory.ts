/**
 * TensorFlow takes an array that lies at a multiple of 64 bytes as a tensor's own memory, and copies any other before
 * `createTensor` returns. What it took it gives back on whichever thread drops the tensor: a weight that was fed lives
 * on as the variable until the first training step replaces it, on a thread of TensorFlow's pool. There the addon
 * deletes its reference to the array, which Node keeps in a list without locks: two at once leave a link to freed
 * memory, and the next reference is written into what lies there by then. In Electron, whose allocator aligns nearly
 * every array so, that was a oneDNN primitive's engine: the run ended with "could not create stream".
 *
 * So everything that is fed lies beside such a multiple: V8's buffers begin at multiples of 8 at least, and the
 * numbers 4 bytes later.
 */
const STEP_ASIDE = 4;
const BUFFER_ALIGNMENT = 8;

/** The numbers TensorFlow is fed with. */
type Numbers = Float32Array | Int32Array;

/** Memory for `length` floats, shared between threads, that can be fed without a copy of ours. */
export function sharedFloatsToFeed(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(STEP_ASIDE + 4 * length), STEP_ASIDE, length);
}

/** As `sharedFloatsToFeed`, for integers. */
export function sharedIntsToFeed(length: number): Int32Array {
  return new Int32Array(new SharedArrayBuffer(STEP_ASIDE + 4 * length), STEP_ASIDE, length);
}

/** The same numbers where TensorFlow will copy them at once: `data` itself if it lies so, else a copy. */
export function readyToFeed(data: Numbers): Numbers {
  if (data.byteOffset % BUFFER_ALIGNMENT === STEP_ASIDE) return data;
  const memory = new ArrayBuffer(STEP_ASIDE + data.byteLength);
  const aside =
    data instanceof Float32Array
      ? new Float32Array(memory, STEP_ASIDE, data.length)
      : new Int32Array(memory, STEP_ASIDE, data.length);
  aside.set(data);
  return aside;
}
