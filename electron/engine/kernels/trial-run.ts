import { elements } from '../../../shared/ir/shape';
import type { ConvNode, KernelChoice } from '../../../shared/targets/tensorflow/kernel-choice';
import { compileTrial, PACE_PREFIX, TRIAL_VALUES } from '../../../shared/targets/tensorflow/trial';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import type { TfModel, TfRuntime } from '../tf-runtime';

/** One convolution, loaded in every way there is to compute it, and fed the same random numbers in each. */
export class TrialRun {
  private readonly model: TfModel;
  private readonly names: readonly string[];
  private readonly weights: Readonly<Record<string, HostTensor>>;
  private maps: { readonly images: number; readonly feeds: Readonly<Record<string, HostTensor>> } | null =
    null;

  constructor(
    runtime: TfRuntime,
    private readonly node: ConvNode,
  ) {
    this.model = runtime.load(compileTrial(node));
    const roles = node.weights.map(({ role }) => role as string);
    this.names = TRIAL_VALUES.filter((name) => name === 'y' || name === 'dx' || roles.includes(name));
    this.weights = Object.fromEntries(
      node.weights.map(({ role, shape }, index) => [`w:${role}`, random(shape, index + 1)]),
    );
  }

  /** Output and gradients of a candidate over so many images. Throws what the device does. */
  values(choice: KernelChoice, images: number): NamedTensors {
    return this.model.run(choice, this.feeds(images), this.names);
  }

  /** Computes all of that, and brings back next to nothing. */
  pace(choice: KernelChoice, images: number): void {
    this.model.run(
      choice,
      this.feeds(images),
      this.names.map((name) => PACE_PREFIX + name),
    );
  }

  dispose(): void {
    this.model.dispose();
  }

  private feeds(images: number): Readonly<Record<string, HostTensor>> {
    if (this.maps?.images !== images) {
      const x = random([images, ...this.node.inputs[0]!.shape], 11);
      const dy = random([images, ...this.node.outputs[0]!.shape], 12);
      this.maps = { images, feeds: { ...this.weights, x, dy } };
    }
    return this.maps.feeds;
  }
}

/** Uniform in [-1, 1), the same numbers for the same seed (xorshift). */
function random(shape: readonly number[], seed: number): HostTensor {
  let state = Math.imul(seed, 0x9e3779b9) | 1;
  const data = new Float32Array(elements(shape));
  for (let at = 0; at < data.length; at++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[at] = state / 2 ** 31;
  }
  return { dtype: 'float32', shape, data };
}
