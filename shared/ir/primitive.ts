import type { Pads, Pair, Shape } from './shape';

export const ACTIVATIONS = [
  'relu',
  'relu6',
  'leaky-relu',
  'elu',
  'gelu',
  'silu',
  'sigmoid',
  'hard-sigmoid',
  'hard-swish',
  'tanh',
  'softplus',
] as const;
export type ActivationName = (typeof ACTIVATIONS)[number];

export interface WindowAttrs {
  readonly kernel: Pair;
  readonly stride: Pair;
  readonly padding: Pads;
}

/**
 * The closed vocabulary of version 1, with what each primitive is told. Targets and gradients are total over it.
 * Conventions: channels last; `rate` is the fraction dropped; GELU is the exact (erf) form; hard-sigmoid is
 * `relu6(x + 3) / 6` (PyTorch, Keras 3); a batch norm's `momentum` is the share of the running value that is kept
 * (TensorFlow's sense; PyTorch's is one minus it).
 */
export interface PrimitiveAttrs {
  input: { readonly shape: Shape };
  /** Kernel HWIO: `[kh, kw, in / groups, filters]`. */
  conv2d: WindowAttrs & {
    readonly filters: number;
    readonly dilation: Pair;
    readonly groups: number;
    readonly bias: boolean;
  };
  /** Kernel `[kh, kw, in, multiplier]`; output channel `i * multiplier + m`. */
  'depthwise-conv2d': WindowAttrs & {
    readonly multiplier: number;
    readonly dilation: Pair;
    readonly bias: boolean;
  };
  /** Kernel `[in, units]`; takes a vector. */
  dense: { readonly units: number; readonly bias: boolean };
  /** Over the last axis of a map or a vector. Running variance is the unbiased one (PyTorch). */
  'batch-norm': {
    readonly scale: boolean;
    readonly centre: boolean;
    readonly epsilon: number;
    readonly momentum: number;
  };
  /** AlexNet 3.3: a / (k + alpha * sum of squares over `size` neighbouring maps)^beta; alpha is not divided by size. */
  lrn: { readonly size: number; readonly alpha: number; readonly beta: number; readonly k: number };
  /** `slope` is leaky-relu's negative slope and ELU's alpha; ignored by the others. */
  activation: { readonly fn: ActivationName; readonly slope: number };
  /** One learned slope per channel. */
  prelu: Record<string, never>;
  /** Over the channels (last axis). */
  softmax: Record<string, never>;
  /** n inputs of one shape to n outputs; for every element the softmax over the n inputs. */
  'branch-softmax': Record<string, never>;
  /** `ceil`: output is rounded up, and the last window starts inside the input or its leading padding. */
  'max-pool': WindowAttrs & { readonly ceil: boolean };
  /** `countPadding`: explicit padding counts in the divisor; what `ceil` overhangs never does. */
  'avg-pool': WindowAttrs & { readonly ceil: boolean; readonly countPadding: boolean };
  /** Map to vector, or to `[1, 1, c]` with `keepDims`. */
  'global-mean': { readonly keepDims: boolean };
  'global-max': { readonly keepDims: boolean };
  /** Two or more inputs of one shape. */
  add: Record<string, never>;
  /** Two inputs of equal rank; an extent of 1 is repeated to meet the other's. */
  multiply: Record<string, never>;
  /** Along the channels, in input order. */
  concat: Record<string, never>;
  split: { readonly sizes: readonly number[] };
  /** x * scale + shift with one constant per channel. */
  affine: { readonly scale: readonly number[]; readonly shift: readonly number[] };
  clip: { readonly min: number; readonly max: number };
  reshape: { readonly shape: Shape };
  pad: { readonly padding: Pads; readonly value: number };
  crop: { readonly cropping: Pads };
  /** Zero maps before and after: the parameter-free (option A) shortcut. */
  'channel-pad': { readonly before: number; readonly after: number };
  /** Every stride-th position, from the first. */
  subsample: { readonly stride: Pair };
  /** Bilinear uses half-pixel centres (PyTorch `align_corners=False`, Keras). */
  upsample: { readonly factor: Pair; readonly mode: 'nearest' | 'bilinear' };
  /** Inverted: scaled by 1/(1-rate) in training. `spatial` drops whole maps. */
  dropout: { readonly rate: number; readonly spatial: boolean };
  /** Dense whose kernel is masked anew for every example in training; weights times (1-rate) at inference. */
  'dropconnect-dense': { readonly units: number; readonly bias: boolean; readonly rate: number };
  /** Stochastic depth: the whole branch of an example is dropped; kept ones are scaled by 1/(1-rate). */
  'drop-path': { readonly rate: number };
  identity: Record<string, never>;
  /** Loss head on logits `[classes]`: mean over the batch, to a scalar. */
  'cross-entropy': {
    readonly labelSmoothing: number;
    readonly classWeights: readonly number[] | null;
    /** Factor of this head in the total loss (auxiliary heads: 0.3). */
    readonly weight: number;
  };
}

export type PrimitiveName = keyof PrimitiveAttrs;

/** How a weight starts. `fan*` schemes read the weight's own fan-in and fan-out. */
export type Initializer =
  | { readonly scheme: 'zeros' | 'ones' }
  | { readonly scheme: 'constant'; readonly value: number }
  | { readonly scheme: 'normal'; readonly std: number }
  | { readonly scheme: 'uniform'; readonly limit: number }
  | { readonly scheme: 'he-normal' | 'he-uniform' | 'glorot-normal' | 'glorot-uniform' | 'lecun-normal' };

export type WeightRole = 'kernel' | 'bias' | 'gamma' | 'beta' | 'mean' | 'variance' | 'slope';

/** A weight a primitive needs, before it has a name. */
export interface WeightSpec {
  readonly role: WeightRole;
  readonly shape: Shape;
  /** False for running statistics: moved by the forward pass, not by the optimizer, and not counted. */
  readonly trainable: boolean;
  readonly fanIn: number;
  readonly fanOut: number;
  /** Start when neither the node nor the recipe says otherwise (kernels: he-normal; gamma: ones; …). */
  readonly init: Initializer;
}
