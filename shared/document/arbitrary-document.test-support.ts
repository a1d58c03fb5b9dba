import fc from 'fast-check';
import type { Initializer } from '../ir/primitive';
import { defaultRecipe } from '../recipe/defaults';
import type { Recipe } from '../recipe/types';
import { compositeHashes } from './hash';
import type { CompositeDefinition, DocEdge, DocNode, InlayDocument, Note, ParamValue } from './types';

/*
 * Random documents for property tests: well-formed as files, not as graphs (edges may dangle). Imported by tests only.
 */

/** Some ids name properties of `Object.prototype`, some differ in case alone. */
const NAMES = ['a', 'B', 'b', 'conv1', 'conv2', 'mlp-1', 'constructor', 'toString', 'x_y', 'z'.repeat(64)];
const name = fc.constantFrom(...NAMES);
const label = fc.oneof(fc.string({ maxLength: 20 }), fc.string({ unit: 'grapheme', maxLength: 20 }));
/** JSON has no minus zero that survives printing. */
const real = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => (value === 0 ? 0 : value));
const point = fc.tuple(real(-1e7, 1e7), real(-1e7, 1e7));

const initializer: fc.Arbitrary<Initializer> = fc.oneof(
  fc.record({ scheme: fc.constantFrom('zeros' as const, 'ones' as const) }),
  fc.record({ scheme: fc.constant('constant' as const), value: real(-5, 5) }),
  fc.record({ scheme: fc.constant('normal' as const), std: real(0, 2) }),
  fc.record({ scheme: fc.constantFrom('he-normal' as const, 'glorot-uniform' as const) }),
);

const trainSettings = {
  init: fc.option(initializer),
  lrMult: real(0, 100),
  decayMult: real(0, 100),
  frozen: fc.boolean(),
};

const param: fc.Arbitrary<ParamValue> = fc.oneof(
  real(-1e300, 1e300),
  fc.integer(),
  fc.boolean(),
  label,
  fc.array(fc.integer(), { maxLength: 6 }),
  fc.record({ expr: fc.constantFrom('filters / 2', 'repeat == 0 ? 2 : 1') }),
);

function nodeOf(kind: fc.Arbitrary<string>): fc.Arbitrary<DocNode> {
  return fc.record({
    id: name,
    kind,
    kindVersion: fc.integer({ min: 1, max: 3 }),
    params: fc.dictionary(name, param, { maxKeys: 4, noNullPrototype: true }),
    label,
    repeat: fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }) },
      { weight: 1, arbitrary: fc.record({ expr: fc.constantFrom('filters / 32', '1 + 1') }) },
    ),
    train: fc.record({
      ...trainSettings,
      parts: fc.dictionary(fc.constantFrom('conv3', 'conv3/bias', 'a/b/c'), fc.record(trainSettings), {
        maxKeys: 2,
        noNullPrototype: true,
      }),
    }),
  });
}

const plainKind = fc.constantFrom('conv', 'mlpconv', 'add', 'global-average-pool');
/** A node of a built-in kind. */
export const arbitraryNode: fc.Arbitrary<DocNode> = nodeOf(plainKind);

const port = fc.tuple(name, fc.constantFrom('in', 'out', 'x'));
export const arbitraryEdge: fc.Arbitrary<DocEdge> = fc.record({ id: name, from: port, to: port });

const unique = <T extends { readonly id: string }>(item: fc.Arbitrary<T>, maxLength: number) =>
  fc.uniqueArray(item, { selector: ({ id }) => id, maxLength });

export const arbitraryNotes: fc.Arbitrary<readonly Note[]> = unique(
  fc.record({
    id: name,
    text: label,
    at: point,
    size: fc.tuple(real(0, 1000), real(0, 1000)),
    kind: fc.constantFrom('comment' as const, 'frame' as const),
    colour: fc.constantFrom('', 'blue'),
  }),
  3,
);

export const arbitraryRecipe: fc.Arbitrary<Recipe> = fc
  .record({
    label,
    learningRate: real(0, 10),
    optimizer: fc.oneof(
      fc.constant({ kind: 'sgd' as const }),
      fc.record({ kind: fc.constant('momentum' as const), momentum: real(0, 0.99), nesterov: fc.boolean() }),
      fc.record({
        kind: fc.constantFrom('adam' as const, 'adamw' as const),
        beta1: real(0, 0.99),
        beta2: real(0, 0.999),
        epsilon: real(1e-10, 1),
      }),
    ),
    schedule: fc.oneof(
      fc.constant({ kind: 'constant' as const }),
      fc.record({ kind: fc.constant('cosine' as const), final: real(0, 1) }),
      fc.record({
        kind: fc.constant('step' as const),
        at: fc.array(fc.record({ epoch: fc.nat(99), factor: real(0.01, 2) }), { maxLength: 5 }),
      }),
    ),
    init: initializer,
    classWeights: fc.option(fc.array(real(0, 9), { maxLength: 12 })),
    augment: fc.array(
      fc.oneof(
        fc.constant({ kind: 'flip' as const }),
        fc.record({ kind: fc.constant('pad-crop' as const), pixels: fc.integer({ min: 1, max: 9 }) }),
      ),
      { maxLength: 3 },
    ),
    seed: fc.nat(2 ** 31 - 1),
  })
  .map((change) => ({ ...defaultRecipe(), ...change }));

/** Places for some of the nodes. */
function layoutOf(nodes: readonly DocNode[], places: readonly (readonly [number, number] | null)[]) {
  const layout: Record<string, readonly [number, number]> = {};
  nodes.forEach(({ id }, index) => {
    const at = places[index % places.length];
    if (at !== null && at !== undefined) layout[id] = at;
  });
  return layout;
}

const places = fc.array(fc.option(point), { minLength: 1, maxLength: 8 });

/** A definition whose nodes may use the composites of ids `uses`; its hash is not set. */
function definitionOf(id: string, uses: readonly string[]): fc.Arbitrary<CompositeDefinition> {
  const kind = fc.oneof(plainKind, fc.constantFrom('add', ...uses.map((use) => `composite:${use}`)));
  return fc
    .record({
      name: label,
      nodes: unique(nodeOf(kind), 4),
      edges: unique(arbitraryEdge, 4),
      inputs: fc.array(fc.record({ port: fc.constant('in'), to: fc.array(port, { maxLength: 2 }) }), {
        maxLength: 1,
      }),
      outputs: fc.array(fc.record({ port: fc.constant('out'), from: port }), { maxLength: 1 }),
      params: fc.constantFrom([], [{ name: 'filters', label: 'Filters', type: 'int' as const, default: 64 }]),
      places,
    })
    .map(({ places: at, ...rest }) => ({ ...rest, id, hash: '', layout: layoutOf(rest.nodes, at) }));
}

/** Composites `outer`, `inner` and `other`, hashes right; `outer` may use the other two. */
export const arbitraryComposites: fc.Arbitrary<InlayDocument['composites']> = fc
  .record(
    {
      outer: definitionOf('outer', ['inner', 'other']),
      inner: definitionOf('inner', []),
      other: definitionOf('other', ['inner']),
    },
    { requiredKeys: [] },
  )
  .map((composites) => {
    const made: Record<string, CompositeDefinition> = {};
    for (const [id, hash] of compositeHashes(composites)) {
      made[id] = { ...composites[id as 'outer']!, hash };
    }
    return made;
  });

/** Any document that `readDocument` accepts. */
export const arbitraryDocument: fc.Arbitrary<InlayDocument> = fc
  .record({
    name: label,
    nodes: unique(nodeOf(fc.oneof(plainKind, fc.constantFrom('composite:outer', 'composite:inner'))), 6),
    edges: unique(arbitraryEdge, 8),
    outputs: fc.uniqueArray(
      fc.record({
        node: name,
        role: fc.constantFrom('class' as const, 'auxiliary' as const),
        loss: fc.constant('cross-entropy' as const),
        weight: real(0, 2),
      }),
      { selector: ({ node }) => node, maxLength: 2 },
    ),
    composites: arbitraryComposites,
    recipe: fc.uniqueArray(fc.tuple(name, arbitraryRecipe), {
      selector: ([id]) => id,
      minLength: 1,
      maxLength: 3,
    }),
    notes: arbitraryNotes,
    places,
  })
  .map(({ places: at, recipe, ...rest }) => ({
    format: 'inlay',
    version: 1,
    ...rest,
    recipe: { active: recipe[0]![0], recipes: Object.fromEntries(recipe) },
    layout: layoutOf(rest.nodes, at),
  }));
