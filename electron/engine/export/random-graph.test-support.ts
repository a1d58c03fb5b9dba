import type { IrGraph, IrValue } from '../../../shared/ir/ir';
import { ACTIVATIONS } from '../../../shared/ir/primitive';
import type { Pads, Pair } from '../../../shared/ir/shape';
import { elements, sameShape } from '../../../shared/ir/shape';
import { randomStream } from '../../../shared/recipe/random';
import { Sketch } from '../../proofs/sketch';

const MAX_CHANNELS = 9;
const MAX_EXTENT = 12;

/** A random network of all primitives: branches, merges in any order, several classes of layer at every depth. */
export function randomGraph(seed: number, steps: number): IrGraph {
  return new RandomNetwork(seed).draw(steps);
}

class RandomNetwork {
  private readonly net = new Sketch();
  private readonly random;
  private readonly values: IrValue[] = [];
  private readonly used = new Set<IrValue>();
  private count = 0;

  constructor(seed: number) {
    this.random = randomStream(seed, 'random graph');
  }

  draw(steps: number): IrGraph {
    this.values.push(this.net.input([5 + this.below(4), 5 + this.below(4), 1 + this.below(4)]));
    for (let step = 0; step < steps; step++) {
      const x = this.pick(this.values);
      const made = x.shape.length === 3 ? this.onMap(x) : this.onVector(x);
      for (const value of made) {
        if (elements(value.shape) < 2000) this.values.push(value);
      }
    }
    this.end();
    return this.net.graph();
  }

  /** All loose ends meet in one vector; some networks have an auxiliary head besides. */
  private end(): void {
    const loose = this.values.filter((value) => !this.used.has(value));
    const vectors = this.shuffled(loose).map((x) => this.toVector(x));
    const one = vectors.length === 1 ? vectors[0]! : this.net.one('concat', this.name('meet'), {}, vectors);
    if (this.below(3) === 0) {
      this.net.loss(
        'aux',
        this.net.logits('aux/logits', this.pick(vectors), 3),
        { weight: 0.3 },
        'auxiliary',
      );
    }
    this.net.loss('out', this.net.logits('head/logits', one, 5));
  }

  private toVector(x: IrValue): IrValue {
    if (x.shape.length === 1) return x;
    const kind = this.below(3);
    if (kind === 0) return this.net.one('reshape', this.name('flat'), { shape: [elements(x.shape)] }, [x]);
    const op = kind === 1 ? 'global-mean' : 'global-max';
    return this.net.one(op, this.name('global'), { keepDims: false }, [x]);
  }

  private onMap(x: IrValue): readonly IrValue[] {
    const makers = [
      () => this.conv(x),
      () => this.conv(x),
      () => this.depthwise(x),
      () => this.pool(x, 'max-pool'),
      () => this.pool(x, 'avg-pool'),
      () => this.merge(x),
      () => this.merge(x),
      () => this.gate(x),
      () => this.pointwise(x),
      () => this.pointwise(x),
      () => this.arrange(x),
      () => this.several(x),
      () => [this.toVector(x)],
    ];
    return this.pick(makers)();
  }

  private onVector(x: IrValue): readonly IrValue[] {
    const makers = [
      () => [this.net.one('dense', this.name('fc'), { units: 2 + this.below(7), bias: this.coin() }, [x])],
      () => {
        const attrs = { units: 2 + this.below(7), bias: this.coin(), rate: 0.4 };
        return [this.net.one('dropconnect-dense', this.name('dc'), attrs, [x])];
      },
      () => this.merge(x),
      () => this.pointwise(x),
      () => this.several(x),
    ];
    return this.pick(makers)();
  }

  private conv(x: IrValue): readonly IrValue[] {
    const channels = x.shape[2]!;
    const groups = this.pick([1, 1, 1, channels].filter((g) => channels % g === 0));
    const filters = groups * (1 + this.below(Math.max(1, Math.floor(MAX_CHANNELS / groups))));
    const kernel = this.pair(3);
    const dilation = this.pair(2);
    const attrs = {
      kernel,
      dilation,
      stride: this.pair(2),
      groups,
      padding: this.pads(2),
      bias: this.coin(),
    };
    if (!this.fits(x, kernel, dilation, attrs.padding)) return [];
    return [this.net.conv(this.name('conv'), this.use(x), filters, kernel, attrs)];
  }

  private depthwise(x: IrValue): readonly IrValue[] {
    if (x.shape[2]! > 4) return [];
    const [kernel, dilation, padding] = [this.pair(3), this.pair(2), this.pads(2)];
    if (!this.fits(x, kernel, dilation, padding)) return [];
    const attrs = {
      kernel,
      dilation,
      padding,
      stride: this.pair(2),
      multiplier: 1 + this.below(2),
      bias: this.coin(),
    };
    return [this.net.one('depthwise-conv2d', this.name('dw'), attrs, [this.use(x)])];
  }

  private pool(x: IrValue, op: 'max-pool' | 'avg-pool'): readonly IrValue[] {
    const kernel: Pair = [2 + this.below(2), 2 + this.below(2)];
    const window = { kernel, stride: this.pair(3), padding: this.pads(1), ceil: this.coin() };
    if (!this.fits(x, kernel, [1, 1], window.padding)) return [];
    const name = this.name(op === 'max-pool' ? 'max' : 'avg');
    return op === 'max-pool'
      ? [this.net.one(op, name, window, [this.use(x)])]
      : [this.net.one(op, name, { ...window, countPadding: this.coin() }, [this.use(x)])];
  }

  /** Adds, or concatenates, with whatever fits. */
  private merge(x: IrValue): readonly IrValue[] {
    const same = this.values.filter((value) => sameShape(value.shape, x.shape));
    const stackable = this.values.filter((value) =>
      sameShape(value.shape.slice(0, -1), x.shape.slice(0, -1)),
    );
    const others = [this.pick(same), ...(this.coin() ? [this.pick(same)] : [])];
    const kind = this.below(3);
    if (kind === 0)
      return [
        this.net.one(
          'add',
          this.name('add'),
          {},
          [...others, x].map((v) => this.use(v)),
        ),
      ];
    if (kind === 1)
      return [this.net.one('multiply', this.name('mul'), {}, [this.use(x), this.use(others[0]!)])];
    const other = this.pick(stackable);
    if (other.shape[other.shape.length - 1]! + x.shape[x.shape.length - 1]! > 2 * MAX_CHANNELS) return [];
    return [this.net.one('concat', this.name('cat'), {}, [this.use(other), this.use(x)])];
  }

  /** As in SE: channels weighed by something broadcast. */
  private gate(x: IrValue): readonly IrValue[] {
    const mean = this.net.one('global-mean', this.name('squeeze'), { keepDims: true }, [this.use(x)]);
    const gate = this.net.one('activation', this.name('sigmoid'), { fn: 'sigmoid', slope: 0 }, [mean]);
    return [this.net.one('multiply', this.name('scale'), {}, this.coin() ? [x, gate] : [gate, x])];
  }

  private pointwise(x: IrValue): readonly IrValue[] {
    const channels = x.shape[x.shape.length - 1]!;
    const constants = () => Array.from({ length: channels }, () => this.random.nextFloat() * 2 - 0.5);
    const one = [this.use(x)];
    const makers = [
      () => this.net.one('activation', this.name('act'), { fn: this.pick(ACTIVATIONS), slope: 0.3 }, one),
      () => this.net.one('activation', this.name('relu'), { fn: 'relu', slope: 0 }, one),
      () => this.net.one('prelu', this.name('prelu'), {}, one),
      () => this.net.one('softmax', this.name('softmax'), {}, one),
      () => {
        const attrs = { scale: this.coin(), centre: this.coin(), epsilon: 1e-3, momentum: 0.9 };
        return this.net.one('batch-norm', this.name('bn'), attrs, one);
      },
      () => this.net.one('affine', this.name('affine'), { scale: constants(), shift: constants() }, one),
      () => this.net.one('clip', this.name('clip'), { min: -0.7, max: 0.8 }, one),
      () => this.net.one('dropout', this.name('drop'), { rate: 0.5, spatial: this.coin() }, one),
      () => this.net.one('drop-path', this.name('path'), { rate: 0.2 }, one),
      () => this.net.one('identity', this.name('same'), {}, one),
      () =>
        this.net.one('channel-pad', this.name('cpad'), { before: this.below(2), after: this.below(3) }, one),
    ];
    return [this.pick(makers)()];
  }

  private arrange(x: IrValue): readonly IrValue[] {
    const [height, width, channels] = x.shape as readonly [number, number, number];
    const one = [this.use(x)];
    const makers: (() => IrValue)[] = [
      () =>
        this.net.one('lrn', this.name('lrn'), { size: this.pick([3, 5]), alpha: 0.3, beta: 0.75, k: 2 }, one),
      () => this.net.one('pad', this.name('pad'), { padding: this.pads(2), value: this.pick([0, 0.5]) }, one),
      () => this.net.one('subsample', this.name('sub'), { stride: this.pair(2) }, one),
      () => this.net.one('reshape', this.name('turn'), { shape: [width, height, channels] }, one),
    ];
    if (height * 2 <= MAX_EXTENT && width * 2 <= MAX_EXTENT) {
      const attrs = {
        factor: [2, 1 + this.below(2)] as Pair,
        mode: this.pick(['nearest', 'bilinear'] as const),
      };
      makers.push(() => this.net.one('upsample', this.name('up'), attrs, one));
    }
    if (height > 4 && width > 4) {
      makers.push(() => this.net.one('crop', this.name('crop'), { cropping: this.pads(1) }, one));
    }
    return [this.pick(makers)()];
  }

  private several(x: IrValue): readonly IrValue[] {
    const channels = x.shape[x.shape.length - 1]!;
    if (this.coin() && channels > 1) {
      const first = 1 + this.below(channels - 1);
      return this.net.all('split', this.name('split'), { sizes: [first, channels - first] }, [this.use(x)]);
    }
    const same = this.values.filter((value) => sameShape(value.shape, x.shape));
    const inputs = [x, this.pick(same), this.pick(same)].map((value) => this.use(value));
    return this.net.all('branch-softmax', this.name('select'), {}, inputs);
  }

  private fits(x: IrValue, kernel: Pair, dilation: Pair, [top, bottom, left, right]: Pads): boolean {
    const [height, width] = x.shape as readonly [number, number, number];
    const span = (axis: 0 | 1) => (kernel[axis] - 1) * dilation[axis] + 1;
    return span(0) <= height + top + bottom && span(1) <= width + left + right;
  }

  private name(kind: string): string {
    // Slashes, as blocks make them, and names that fall together once slashes are replaced.
    const slash = this.pick(['/', '_']);
    return `${kind}${this.below(3)}${slash}${this.count++}`;
  }

  private use(value: IrValue): IrValue {
    this.used.add(value);
    return value;
  }

  private pads(most: number): Pads {
    const some = () => this.below(most + 1);
    const [a, b] = [some(), some()];
    return this.pick<Pads>([
      [0, 0, 0, 0],
      [a, a, b, b],
      [some(), some(), some(), some()],
    ]);
  }

  private pair(most: number): Pair {
    const one = 1 + this.below(most);
    return this.coin() ? [one, one] : [1 + this.below(most), one];
  }

  private coin(): boolean {
    return this.below(2) === 0;
  }

  private below(limit: number): number {
    return this.random.nextBelow(limit);
  }

  private pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }

  private shuffled<T>(list: readonly T[]): readonly T[] {
    const order = [...list];
    for (let last = order.length - 1; last > 0; last--) {
      const other = this.below(last + 1);
      [order[last], order[other]] = [order[other]!, order[last]!];
    }
    return order;
  }
}
