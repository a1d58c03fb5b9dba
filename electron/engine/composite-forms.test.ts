import { beforeAll, describe, expect, it } from 'vitest';
import { commit, newHistory } from '../../shared/document/history';
import type { InlayDocument } from '../../shared/document/types';
import { compositeKinds, networksAround } from '../../shared/edit/composite-networks.test-support';
import { detach } from '../../shared/edit/detach';
import type { IrGraph } from '../../shared/ir/ir';
import type { PrimitiveName } from '../../shared/ir/primitive';
import { elements, type Shape } from '../../shared/ir/shape';
import { irOf } from '../../shared/ir/test-support';
import { defaultRecipe } from '../../shared/recipe/defaults';
import { initialValue } from '../../shared/recipe/initial-values';
import { randomStream } from '../../shared/recipe/random';
import type { Recipe } from '../../shared/recipe/types';
import { compile } from '../../shared/targets/tensorflow/compile';
import type { HostTensor } from '../../shared/weights/tensor';
import { loadTf } from './load-tf';
import type { TfModel, TfRuntime } from './tf-runtime';

/*
 * A composite closed and the same one detached, both trained. The two are compiled and run apart; whatever differs in
 * a name, an order or a random stream would show in the bits.
 */
let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

const recipe: Recipe = { ...defaultRecipe(), learningRate: 0.01, labelSmoothing: 0.1 };
const BATCH = 3;
const RANDOM: readonly PrimitiveName[] = ['dropout', 'dropconnect-dense', 'drop-path'];

function detached(document: InlayDocument): InlayDocument {
  const history = newHistory(document);
  const made = detach(history, 'b');
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  const next = commit(history, made.value.commands, { label: made.value.label });
  if (!next.ok) throw new Error(JSON.stringify(next.problem));
  return next.value.document;
}

function normal(shape: Shape, name: string): HostTensor {
  const random = randomStream(11, name);
  const data = Float32Array.from({ length: elements(shape) }, () => random.nextNormal());
  return { dtype: 'float32', shape, data };
}

const scalar = (value: number): HostTensor => ({ dtype: 'int32', shape: [], data: Int32Array.of(value) });
const bits = ({ data }: HostTensor): Buffer => Buffer.from(data.buffer, data.byteOffset, data.byteLength);

/** Everything that a network gives: before training, over three steps, and after them. */
function lifeOf(graph: IrGraph) {
  const compiled = compile(graph, recipe);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const model = tf.load(compiled.value);
  try {
    const weights = compiled.value.variables.flatMap((variable) => {
      if (variable.kind !== 'weight') return [];
      const { name, init, shape, fanIn, fanOut } = variable;
      const data = initialValue(init, shape, fanIn, fanOut, 7, name);
      return [[name, { dtype: 'float32', shape, data }] as const];
    });
    model.run('init', Object.fromEntries(weights), ['done']);
    const images = normal([BATCH, ...graph.inputs[0]!.shape], 'images');
    const classes = graph.outputs[0]!.logits.shape[0]!;
    const labels: HostTensor = {
      dtype: 'int32',
      shape: [BATCH],
      data: Int32Array.from({ length: BATCH }, (_, at) => (at * 7) % classes),
    };
    const before = bits(model.run('predict', { images }).get('logits')!);
    const losses = [0, 1, 2].map((step) => lossOf(model, { images, labels }, step));
    return {
      before,
      losses,
      after: bits(model.run('predict', { images }).get('logits')!),
      weights: [...model.run('weights', {})].map(([name, value]) => [name, bits(value)] as const),
    };
  } finally {
    model.dispose();
  }
}

function lossOf(model: TfModel, feeds: Record<string, HostTensor>, step: number): number {
  const lr: HostTensor = { dtype: 'float32', shape: [], data: Float32Array.of(0.01) };
  const fetched = model.run('train', { ...feeds, lr, step: scalar(step), seed: scalar(5) });
  return fetched.get('loss')!.data[0]!;
}

/** The block's defaults, and one network in which it draws at random, where it can. */
function networksOf(kind: string): readonly InlayDocument[] {
  const [plain, ...others] = networksAround(kind);
  const random = others.find((document) => irOf(document).nodes.some(({ op }) => RANDOM.includes(op)));
  return random === undefined ? [plain!] : [plain!, random];
}

describe.each(compositeKinds)('%s', (kind) => {
  it('gives the same bits closed and detached: outputs, losses of three steps, weights', () => {
    for (const document of networksOf(kind)) {
      const closed = lifeOf(irOf(document));
      const open = lifeOf(irOf(detached(document)));
      expect(closed.losses.every(Number.isFinite)).toBe(true);
      expect(closed.after.equals(closed.before)).toBe(false);
      expect(open.losses).toEqual(closed.losses);
      expect(open.before.equals(closed.before)).toBe(true);
      expect(open.after.equals(closed.after)).toBe(true);
      expect(open.weights.map(([name]) => name)).toEqual(closed.weights.map(([name]) => name));
      open.weights.forEach(([name, value], at) => {
        expect(value.equals(closed.weights[at]![1]), name).toBe(true);
      });
    }
  });
});

it('has composites that draw at random among them, and masks depend on the path', () => {
  const random = compositeKinds.filter((kind) => networksOf(kind).length > 1);
  expect(random.length).toBeGreaterThan(0);
  const [, document] = networksOf(random[0]!);
  const here = lifeOf(irOf(document!));
  // Under another name the same network has other masks (and other starts): the bits above say something.
  const renamed = {
    ...document!,
    nodes: document!.nodes.map((node) => (node.id === 'b' ? { ...node, id: 'c' } : node)),
    edges: document!.edges.map((edge) => ({
      ...edge,
      from: edge.from[0] === 'b' ? (['c', edge.from[1]] as const) : edge.from,
      to: edge.to[0] === 'b' ? (['c', edge.to[1]] as const) : edge.to,
    })),
  };
  expect(lifeOf(irOf(renamed)).losses).not.toEqual(here.losses);
});
