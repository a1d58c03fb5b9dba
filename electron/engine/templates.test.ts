import { beforeAll, describe, expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { analyse } from '../../shared/ir/analyse';
import { elements, type Shape } from '../../shared/ir/shape';
import { toIr } from '../../shared/ir/to-ir';
import { activeRecipe } from '../../shared/recipe/active-recipe';
import { initialValue } from '../../shared/recipe/initial-values';
import { randomStream } from '../../shared/recipe/random';
import { compile } from '../../shared/targets/tensorflow/compile';
import type { CompiledVariable } from '../../shared/targets/tensorflow/compiled';
import type { HostTensor, NamedTensors } from '../../shared/weights/tensor';
import { templates, type TemplateId } from '../../templates';
import { loadTf } from './load-tf';
import type { TfRuntime } from './tf-runtime';

/*
 * Every template takes a step of its own recipe in real TensorFlow, on images of its size that say nothing. Those on
 * ImageNet's images take minutes on a busy machine, and up to 4 GB: `INLAY_TEMPLATES=all`, or some ids with commas.
 */
const BATCH = 2;

/** Largest image side that the ordinary tests take a step on, and what takes them too long all the same. */
const SMALL_SIDE = 32;
const LONG: readonly TemplateId[] = ['resnet110-cifar'];

let tf: TfRuntime;
beforeAll(() => {
  tf = loadTf();
});

function read(id: TemplateId): InlayDocument {
  const opened = readDocument(templates[id]);
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  return opened.value;
}

/** Whether the ordinary tests, or the environment, ask for a template. */
function isChosen(id: TemplateId): boolean {
  const asked = process.env['INLAY_TEMPLATES'];
  if (asked !== undefined) return asked === 'all' || asked.split(',').includes(id);
  const sides = read(id).nodes.flatMap(({ kind, params }) => (kind === 'input' ? [params['height']] : []));
  return !LONG.includes(id) && sides.every((side) => typeof side === 'number' && side <= SMALL_SIDE);
}

function startOf({ name, init, shape, fanIn, fanOut }: CompiledVariable): HostTensor {
  return { dtype: 'float32', shape, data: initialValue(init, shape, fanIn, fanOut, 1, name) };
}

function noise(shape: Shape): HostTensor {
  const random = randomStream(2, 'images');
  return {
    dtype: 'float32',
    shape,
    data: Float32Array.from({ length: elements(shape) }, () => random.nextNormal()),
  };
}

const int32 = (shape: Shape, ...values: number[]): HostTensor => ({
  dtype: 'int32',
  shape,
  data: Int32Array.from(values),
});

/** What one step does: the loss it saw, the trainable weights as they started, and all variables after it. */
interface Step {
  readonly loss: number;
  readonly started: ReadonlyMap<string, HostTensor>;
  readonly after: NamedTensors;
}

function takeStep(document: InlayDocument): Step {
  const recipe = activeRecipe(document);
  if (!recipe.ok) throw new Error(JSON.stringify(recipe.problem));
  const ir = toIr(document, recipe.value);
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  const compiled = compile(ir.value, recipe.value);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const weights = compiled.value.variables.filter(({ kind }) => kind === 'weight');
  const starts = new Map(weights.map((weight) => [weight.name, startOf(weight)]));
  const [input] = ir.value.inputs;
  const classes = ir.value.outputs[0]!.logits.shape[0]!;
  const model = tf.load(compiled.value);
  try {
    model.run('init', Object.fromEntries(starts));
    const trained = model.run('train', {
      images: noise([BATCH, ...input!.shape]),
      labels: int32([BATCH], 0, classes - 1),
      step: int32([], 0),
      seed: int32([], 1),
      lr: { dtype: 'float32', shape: [], data: Float32Array.of(recipe.value.learningRate) },
    });
    const learning = weights.filter(({ trainable }) => trainable).map(({ name }) => name);
    return {
      loss: trained.get('loss')!.data[0]!,
      started: new Map(learning.map((name) => [name, starts.get(name)!])),
      after: model.run('weights', {}, learning),
    };
  } finally {
    model.dispose();
  }
}

/** Whether something changed, and into numbers. */
function hasMoved(before: HostTensor, after: HostTensor): boolean {
  let moved = false;
  for (let index = 0; index < before.data.length; index++) {
    const value = after.data[index]!;
    if (!Number.isFinite(value)) return false;
    if (value !== before.data[index]) moved = true;
  }
  return moved;
}

describe('a step', () => {
  it.each((Object.keys(templates) as TemplateId[]).filter(isChosen))(
    'of %s: a finite loss, every trainable weight moves, as many values as the analysis counts',
    (id) => {
      const document = read(id);
      const { loss, started, after } = takeStep(document);
      expect(loss).toBeGreaterThan(0);
      expect(loss).toBeLessThan(Infinity);
      const still = [...started].filter(([name, before]) => !hasMoved(before, after.get(name)!));
      expect(still.map(([name]) => name)).toEqual([]);
      const values = [...after.values()].reduce((sum, { shape }) => sum + elements(shape), 0);
      expect(values).toBe(analyse(document).totals.parameters);
    },
    600_000,
  );

  it('is taken of some template', () => {
    expect((Object.keys(templates) as TemplateId[]).some(isChosen)).toBe(true);
  });
});
