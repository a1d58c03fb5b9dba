import { tensorName, type DType, type GraphBuilder, type OpRef, type TensorRef } from './graph-builder';
import type { Signature, SignatureTensor } from './compiled';
import * as ops from './ops';

/** A tensor that is fed or fetched, with what is known of its shape (-1: the batch). */
export interface Described {
  readonly tensor: TensorRef;
  readonly shape: readonly number[];
}

export type Named = ReadonlyMap<string, Described>;

/**
 * A signature over these tensors. Every fetch is an `Identity` of its own: a tensor may then be fetched twice or be a
 * feed, and Grappler, some of whose fusions look at a value's consumers but not at the fetches, cannot fuse it away.
 * @param after what must have run before any fetch is given out
 */
export function makeSignature(
  builder: GraphBuilder,
  name: string,
  inputs: Named,
  outputs: Named,
  after: readonly OpRef[] = [],
): Signature {
  const g = builder.scope('fetch', name);
  const fetched = new Map<string, Described>();
  for (const [label, { tensor, shape }] of outputs) {
    fetched.set(label, { tensor: ops.identity(g, tensor, { label, after }), shape });
  }
  return { inputs: describe(inputs), outputs: describe(fetched) };
}

function describe(tensors: Named): Record<string, SignatureTensor> {
  return Object.fromEntries(
    [...tensors].map(([label, { tensor, shape }]) => [
      label,
      { tensor: tensorName(tensor), dtype: signatureType(tensor.dtype), shape },
    ]),
  );
}

function signatureType(dtype: DType): SignatureTensor['dtype'] {
  if (dtype === 'float32' || dtype === 'int32' || dtype === 'int64' || dtype === 'string') return dtype;
  throw new Error(`a signature cannot hold ${dtype}`);
}
