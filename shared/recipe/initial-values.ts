import type { Initializer } from '../ir/primitive';
import { elements, type Shape } from '../ir/shape';
import { randomStream } from './random';

/**
 * Standard deviation of a scheme's normal, as PyTorch's `torch.nn.init` defines them (gain of ReLU for the He
 * schemes, 1 for the others). Not truncated; Keras' `HeNormal` and `GlorotNormal` cut at two deviations and rescale.
 */
function deviation(scheme: 'he-normal' | 'glorot-normal' | 'lecun-normal', fanIn: number, fanOut: number) {
  if (scheme === 'he-normal') return Math.sqrt(2 / fanIn);
  if (scheme === 'glorot-normal') return Math.sqrt(2 / (fanIn + fanOut));
  return Math.sqrt(1 / fanIn);
}

type Distribution =
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'normal'; readonly std: number }
  | { readonly kind: 'uniform'; readonly limit: number };

function distributionOf(init: Initializer, fanIn: number, fanOut: number): Distribution {
  switch (init.scheme) {
    case 'zeros':
      return { kind: 'constant', value: 0 };
    case 'ones':
      return { kind: 'constant', value: 1 };
    case 'constant':
      return { kind: 'constant', value: init.value };
    case 'normal':
      return { kind: 'normal', std: init.std };
    case 'uniform':
      return { kind: 'uniform', limit: init.limit };
    case 'he-uniform':
      return { kind: 'uniform', limit: Math.sqrt(6 / fanIn) };
    case 'glorot-uniform':
      return { kind: 'uniform', limit: Math.sqrt(6 / (fanIn + fanOut)) };
    case 'he-normal':
    case 'glorot-normal':
    case 'lecun-normal':
      return { kind: 'normal', std: deviation(init.scheme, fanIn, fanOut) };
  }
}

/**
 * A weight's value before training. It depends on the seed and the weight's name alone, so that adding,
 * removing or reordering other nodes changes no other weight.
 * @param init how it starts; uniform schemes are over [-limit, limit)
 * @param shape the weight's shape; the result has its element count, row-major
 * @param fanIn inputs of one unit (read by the fan schemes)
 * @param fanOut outputs one input reaches
 * @param seed the run's seed
 * @param name the weight's full name (`mlp1/conv2/kernel`)
 */
export function initialValue(
  init: Initializer,
  shape: Shape,
  fanIn: number,
  fanOut: number,
  seed: number,
  name: string,
): Float32Array {
  const values = new Float32Array(elements(shape));
  const distribution = distributionOf(init, fanIn, fanOut);
  if (distribution.kind === 'constant') return values.fill(distribution.value);
  const stream = randomStream(seed, 'init', name);
  if (distribution.kind === 'normal') {
    for (let i = 0; i < values.length; i++) values[i] = stream.nextNormal() * distribution.std;
  } else {
    for (let i = 0; i < values.length; i++) values[i] = (2 * stream.nextFloat() - 1) * distribution.limit;
  }
  return values;
}
