import { describe, expect, it } from 'vitest';
import { IrBuilder } from '../../ir/builder';
import type { IrGraph, IrNode, IrValue } from '../../ir/ir';
import type { PrimitiveAttrs, PrimitiveName } from '../../ir/primitive';
import { toKeras } from '.';

const settings = { init: null, lrMult: 1, decayMult: 1, frozen: false };

class Draft {
  readonly nodes: IrNode[] = [];

  one<K extends PrimitiveName>(
    op: K,
    path: string,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
    frozen = false,
  ): IrValue {
    const builder = new IrBuilder(path, () => ({ ...settings, frozen }));
    const value = builder.one(op, attrs, inputs);
    this.nodes.push(...builder.nodes);
    return value;
  }

  /** A classifier from the logits on, as documents lower: an identity at the output node's path, its loss beneath. */
  graph(logits: IrValue, input: IrValue): IrGraph {
    const out = this.one('identity', 'out', {}, [logits]);
    const head = { labelSmoothing: 0, classWeights: null, weight: 1 };
    const loss = this.one('cross-entropy', 'out/loss', head, [out]);
    return {
      nodes: this.nodes,
      inputs: [input],
      outputs: [{ node: 'out', role: 'class', logits: out, loss }],
    };
  }
}

function exported(graph: IrGraph) {
  const result = toKeras(graph, 'NIN, CIFAR-10');
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

interface Config {
  config: { name: string; layers: { class_name: string; name: string; config: Record<string, unknown> }[] };
}

function layersOf(graph: IrGraph) {
  return (JSON.parse(exported(graph).config) as Config).config.layers;
}

describe('toKeras', () => {
  it('names layers after the IR and ends in logits and probabilities', () => {
    const draft = new Draft();
    const input = draft.one('input', 'images', { shape: [4, 4, 2] }, []);
    const mean = draft.one('global-mean', 'mlp1/gap', { keepDims: false }, [input]);
    const graph = draft.graph(mean, input);
    expect(layersOf(graph).map(({ name }) => name)).toEqual(['images', 'mlp1_gap', 'out', 'out_softmax']);
    expect(exported(graph).outputs).toEqual([{ node: 'out', logits: 'out', probabilities: 'out_softmax' }]);
    expect((JSON.parse(exported(graph).config) as Config).config.name).toBe('NIN_CIFAR-10');
  });

  it('keeps apart names that fall together, helper layers included', () => {
    const draft = new Draft();
    const input = draft.one('input', 'in', { shape: [4, 4, 2] }, []);
    const window = { kernel: [3, 3], stride: [1, 1], padding: [2, 1, 1, 1], ceil: false } as const;
    const pooled = draft.one('max-pool', 'a/b', window, [input]);
    const again = draft.one('identity', 'a_b', {}, [pooled]);
    const third = draft.one('identity', 'a_b_pad', {}, [again]);
    const mean = draft.one('global-mean', 'über', { keepDims: false }, [third]);
    const names = layersOf(draft.graph(mean, input)).map(({ name }) => name);
    expect(names).toEqual(['in', 'a_b_pad_2', 'a_b', 'a_b_2', 'a_b_pad', 'n_ber', 'out', 'out_softmax']);
  });

  it('uses nothing but standard layers where a layer says the same', () => {
    const draft = new Draft();
    const input = draft.one('input', 'in', { shape: [8, 8, 2] }, []);
    const conv = { filters: 3, kernel: [3, 3], dilation: [1, 1], groups: 1, bias: true } as const;
    const x = draft.one('conv2d', 'conv', { ...conv, stride: [1, 1], padding: [1, 1, 1, 1] }, [input], true);
    const window = { kernel: [3, 3], stride: [2, 2], padding: [0, 0, 0, 0], ceil: true } as const;
    const y = draft.one('max-pool', 'pool', window, [x]);
    const z = draft.one('reshape', 'flat', { shape: [48] }, [y]);
    const layers = layersOf(draft.graph(z, input));
    expect(layers.map(({ class_name }) => class_name)).toEqual([
      'InputLayer',
      'Conv2D',
      'MaxPooling2D',
      'Flatten',
      'Identity',
      'Activation',
    ]);
    expect(layers[1]!.config).toMatchObject({ padding: 'same', trainable: false });
    expect(layers[2]!.config).toMatchObject({ padding: 'same', pool_size: [3, 3], strides: [2, 2] });
  });

  it('depends on nothing but the graph: equal text twice', () => {
    const make = () => {
      const draft = new Draft();
      const input = draft.one('input', 'in', { shape: [4, 4, 2] }, []);
      const lrn = draft.one('lrn', 'norm', { size: 5, alpha: 1e-4, beta: 0.75, k: 2 }, [input]);
      return draft.graph(draft.one('global-max', 'gmp', { keepDims: false }, [lrn]), input);
    };
    expect(exported(make())).toEqual(exported(make()));
  });

  it('scales the kernel of DropConnect, and not its bias', () => {
    const draft = new Draft();
    const input = draft.one('input', 'in', { shape: [6] }, []);
    const fc = draft.one('dropconnect-dense', 'fc', { units: 3, bias: true, rate: 0.25 }, [input]);
    const { variables } = exported(draft.graph(fc, input));
    expect(variables.map(({ weight, scale, path }) => [weight, scale, path])).toEqual([
      ['fc/kernel', 0.75, 'layers/dense/vars/0'],
      ['fc/bias', 1, 'layers/dense/vars/1'],
    ]);
  });

  it('names the node that Keras cannot express', () => {
    const draft = new Draft();
    const input = draft.one('input', 'in', { shape: [4, 4, 2] }, []);
    const leaky = draft.one('activation', 'odd', { fn: 'leaky-relu', slope: -0.5 }, [input]);
    const graph = draft.graph(draft.one('global-max', 'gmp', { keepDims: false }, [leaky]), input);
    expect(toKeras(graph, 'x')).toMatchObject({
      ok: false,
      problem: { code: 'target/negative-slope', where: { node: 'odd' } },
    });
  });
});
