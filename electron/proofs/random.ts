import type { IrGraph, IrWeight } from '../../shared/ir/ir';
import { weightsOf } from '../../shared/ir/ir';
import { elements, type Shape } from '../../shared/ir/shape';
import type { HostTensor } from '../../shared/weights/tensor';

/** Uniform numbers in [0, 1), the same ones for the same seed. */
export type Random = () => number;

/** mulberry32: small, well mixed, and all that test values need. */
export function randomOf(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** A number from N(0, 1), by Box and Muller. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A seed of its own for every name. */
export function seedOf(name: string): number {
  let hash = 2166136261;
  for (let index = 0; index < name.length; index++) {
    hash = Math.imul(hash ^ name.charCodeAt(index), 16777619);
  }
  return hash >>> 0;
}

/** float32 tensor filled element by element. */
export function filled(shape: Shape, value: (index: number) => number): HostTensor {
  return {
    dtype: 'float32',
    shape,
    data: Float32Array.from({ length: elements(shape) }, (_, i) => value(i)),
  };
}

/** An int32 or float32 scalar to feed. */
export function scalar(value: number, dtype: HostTensor['dtype']): HostTensor {
  return dtype === 'int32'
    ? { dtype, shape: [], data: Int32Array.of(value) }
    : { dtype, shape: [], data: Float32Array.of(value) };
}

/**
 * Random values for every weight. None is what a fresh network would have: fresh biases and running statistics are
 * zeros and ones, behind which most mistakes hide.
 *
 * @param gain standard deviation that a kernel gives its layer's output on inputs of deviation 1
 */
export function randomWeights(graph: IrGraph, random: Random, gain: number): Record<string, HostTensor> {
  return Object.fromEntries(
    weightsOf(graph).map((weight) => [weight.name, randomWeight(weight, random, gain)]),
  );
}

function randomWeight(weight: IrWeight, random: Random, gain: number): HostTensor {
  const deviation = gain / Math.sqrt(weight.fanIn);
  switch (weight.role) {
    case 'kernel':
      return filled(weight.shape, () => deviation * normal(random));
    case 'bias':
    case 'beta':
    case 'mean':
      return filled(weight.shape, () => 0.5 * normal(random));
    case 'gamma':
    case 'variance':
      return filled(weight.shape, () => 0.4 + 1.6 * random());
    case 'slope':
      return filled(weight.shape, () => 0.05 + 0.5 * random());
  }
}

export function randomImages(batch: number, shape: Shape, random: Random): HostTensor {
  return filled([batch, ...shape], () => normal(random));
}

export function randomLabels(batch: number, classes: number, random: Random): HostTensor {
  const data = Int32Array.from({ length: batch }, () => Math.floor(random() * classes));
  return { dtype: 'int32', shape: [batch], data };
}
