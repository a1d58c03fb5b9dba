import { asMap } from '../../ir/primitives/definition';
import { formatShape, type Pair, type Shape } from '../../ir/shape';
import { fail } from '../../problems/problem';
import type { Fragment } from '../block';
import { strideCaption } from '../caption';
import { FragmentSketch, type ChainLink, type Wire } from '../fragment';
import { MAX_CHANNELS, MAX_STRIDE } from '../limits';
import { setOwnParam } from '../own-repair';
import type { ParamSpecs, ParamValues } from '../params';

/** What every residual unit of convolutions is told. */
export const RESIDUAL_PARAMS = {
  type: { type: 'choice', default: 'basic', options: ['basic', 'bottleneck'] },
  channels: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  width: { type: 'int', default: 64, min: 1, max: MAX_CHANNELS },
  stride: { type: 'pair', default: [1, 1], min: 1, max: MAX_STRIDE },
  strideIn: { type: 'choice', default: '3x3', options: ['1x1', '3x3'] },
  groups: { type: 'int', default: 1, min: 1, max: MAX_CHANNELS },
  preActivation: { type: 'boolean', default: false },
  shortcut: { type: 'choice', default: 'B', options: ['A', 'B'] },
  dropRate: { type: 'number', default: 0, min: 0, max: 0.99 },
} as const satisfies ParamSpecs;

type Residual = ParamValues<typeof RESIDUAL_PARAMS>;

/** Squeeze and excitation in a residual unit, where figure 5 of its paper puts it. */
export interface UnitAttention {
  readonly placement: 'standard' | 'pre' | 'post' | 'identity' | '3x3';
  /** Parameters of the `se` block. */
  readonly params: NonNullable<ChainLink['params']>;
}

/** One convolution of the branch. */
interface Layer {
  readonly size: 1 | 3;
  readonly filters: number;
  readonly stride: Pair;
  readonly groups: number;
}

function layersOf(
  p: Pick<Residual, 'type' | 'channels' | 'width' | 'stride' | 'strideIn' | 'groups'>,
): readonly Layer[] {
  const one: Pair = [1, 1];
  const { channels, width, stride, groups } = p;
  if (p.type === 'basic') {
    return [
      { size: 3, filters: width, stride, groups },
      { size: 3, filters: channels, stride: one, groups },
    ];
  }
  const early = p.strideIn === '1x1';
  return [
    { size: 1, filters: width, stride: early ? stride : one, groups: 1 },
    { size: 3, filters: width, stride: early ? one : stride, groups },
    { size: 1, filters: channels, stride: one, groups: 1 },
  ];
}

/** The line of parameters on the node: the branch's convolutions. */
export function residualCaption(p: Residual): string {
  return layersOf(p)
    .map(({ size, filters, stride, groups }) => {
      const apart = groups === 1 ? '' : ` g${groups}`;
      return `${size}² ${filters}${strideCaption(stride)}${apart}`;
    })
    .join(' · ');
}

/** Pads one on each side, as the authors' Torch and Caffe do: `same` would pad one side only at stride 2. */
function convolution(id: string, { size, filters, stride, groups }: Layer): ChainLink {
  if (size === 1) return { id, kind: 'conv-1x1', params: { filters, stride, groups, bias: false } };
  const padding = [1, 1, 1, 1];
  return { id, kind: 'conv', params: { filters, kernel: [3, 3], stride, groups, padding, bias: false } };
}

/** A unit on its way: He et al. 2016, figures 2 and 5, or with `preActivation` their second paper's figure 4(e). */
class Unit {
  private readonly sketch = new FragmentSketch();
  private readonly layers: readonly Layer[];

  constructor(
    private readonly p: Residual,
    private readonly input: Shape,
    private readonly attention: UnitAttention | null,
  ) {
    this.layers = layersOf(p);
  }

  drawn(): Fragment {
    const { sketch, p } = this;
    const before = this.attended('pre', sketch.outside);
    const ready = p.preActivation ? this.activated(before, 0) : before;
    let branch = this.attended('standard', this.branch(ready));
    if (p.dropRate > 0) {
      branch = sketch.then(branch, { id: 'drop', kind: 'stochastic-depth', params: { rate: p.dropRate } });
    }
    const shortcut = residualShortcut(sketch, p, this.input, p.preActivation ? ready : null);
    const around = this.attended('identity', shortcut);
    const sum = sketch.join({ id: 'add', kind: 'add' }, { in: [branch, around] });
    const out = p.preActivation ? sum : sketch.then(sum, { id: 'relu', kind: 'activation' });
    return sketch.ended(this.attended('post', out));
  }

  private attended(placement: UnitAttention['placement'], from: Wire): Wire {
    if (this.attention?.placement !== placement) return from;
    return this.sketch.then(from, { id: 'se', kind: 'se', params: this.attention.params });
  }

  /** Batch norm and ReLU numbered `index + 1`. */
  private activated(from: Wire, index: number): Wire {
    const norm = this.sketch.then(from, { id: `bn${index + 1}`, kind: 'batch-norm' });
    return this.sketch.then(norm, { id: `relu${index + 1}`, kind: 'activation' });
  }

  private branch(ready: Wire): Wire {
    const { sketch, layers } = this;
    const { preActivation } = this.p;
    const middle = layers.findIndex(({ size }) => size === 3);
    return layers.reduce((from, layer, index) => {
      const last = index === layers.length - 1;
      let at = preActivation && index > 0 ? this.activated(from, index) : from;
      at = sketch.then(at, convolution(`conv${index + 1}`, layer));
      if (!preActivation) {
        at = last ? sketch.then(at, { id: `bn${index + 1}`, kind: 'batch-norm' }) : this.activated(at, index);
      }
      return index === middle ? this.attended('3x3', at) : at;
    }, ready);
  }
}

/**
 * The way around a branch (section 3.3): the identity wherever shapes allow; else zeros for new maps (A) or a
 * projection (B).
 * @param input `[height, width, channels]` of what enters
 * @param activated what a projection reads in a pre-activated unit, without a norm of its own, as the authors' code
 *   does; null where it reads the input
 */
export function residualShortcut(
  sketch: FragmentSketch,
  p: Pick<Residual, 'channels' | 'stride' | 'shortcut'>,
  input: Shape,
  activated: Wire | null = null,
): Wire {
  const [, , channels] = asMap(input);
  const strided = p.stride[0] !== 1 || p.stride[1] !== 1;
  if (!strided && channels === p.channels) return sketch.outside;
  if (p.shortcut === 'A') return paddedShortcut(sketch, p, channels, strided);
  const params = { filters: p.channels, stride: p.stride, bias: false };
  const projection = sketch.then(activated ?? sketch.outside, { id: 'shortcut', kind: 'conv-1x1', params });
  return activated ? projection : sketch.then(projection, { id: 'shortcutBn', kind: 'batch-norm' });
}

function paddedShortcut(
  sketch: FragmentSketch,
  p: Pick<Residual, 'channels' | 'stride'>,
  channels: number,
  strided: boolean,
): Wire {
  if (channels > p.channels) {
    const args = { expected: formatShape([p.channels]), found: formatShape([channels]) };
    fail('shape/mismatch', args, { param: 'shortcut' }, [setOwnParam('shortcut', 'B')]);
  }
  const { stride } = p;
  const at = strided
    ? sketch.then(sketch.outside, { id: 'subsample', kind: 'subsample', params: { stride } })
    : sketch.outside;
  if (channels === p.channels) return at;
  const params = { before: 0, after: p.channels - channels };
  return sketch.then(at, { id: 'pad', kind: 'channel-pad', params });
}

/**
 * The inside of a residual unit.
 * @param input `[height, width, channels]` that reaches it: where its channels and the stride allow, the shortcut is
 *   the identity
 * @param attention SE and where it sits, or null
 */
export function residualFragment(p: Residual, input: Shape, attention: UnitAttention | null): Fragment {
  return new Unit(p, input, attention).drawn();
}
