import { weightsOf, type IrGraph, type IrWeight } from '../../../shared/ir/ir';
import { elements } from '../../../shared/ir/shape';
import { randomStream, type RandomStream } from '../../../shared/recipe/random';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';

/** Any fixed number: the check is the same every time. */
const SEED = 20130;

/**
 * Random values for every weight, running statistics included. A fresh network proves nothing in a comparison: its
 * biases are zero and its statistics 0 and 1, so that leaving them out changes nothing, and under some papers' starts
 * its outputs hardly depend on its inputs. Here kernels keep signals at their size and all else is far from neutral.
 */
export function randomised(graph: IrGraph): NamedTensors {
  return new Map(
    weightsOf(graph).map((weight): [string, HostTensor] => {
      const value = valueOf(weight, randomStream(SEED, 'parity', weight.name));
      const data = Float32Array.from({ length: elements(weight.shape) }, value);
      return [weight.name, { dtype: 'float32', shape: weight.shape, data }];
    }),
  );
}

function valueOf({ role, fanIn }: IrWeight, random: RandomStream): () => number {
  switch (role) {
    case 'kernel':
      return () => random.nextNormal() * Math.sqrt(1.5 / fanIn);
    case 'bias':
    case 'beta':
    case 'mean':
      return () => random.nextNormal() * 0.3;
    case 'gamma':
    case 'variance':
      return () => 0.5 + random.nextFloat();
    case 'slope':
      return () => 0.05 + 0.4 * random.nextFloat();
  }
}
