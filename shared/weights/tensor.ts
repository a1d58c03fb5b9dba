/** A tensor on the host, row-major. */
export type HostTensor =
  | { readonly dtype: 'float32'; readonly shape: readonly number[]; readonly data: Float32Array }
  | { readonly dtype: 'int32'; readonly shape: readonly number[]; readonly data: Int32Array };

/** Named tensors in a fixed order (a Map keeps it). */
export type NamedTensors = ReadonlyMap<string, HostTensor>;
