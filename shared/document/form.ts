import { recipeBookProblems } from '../recipe/schema';
import { problem, type Problem, type ProblemWhere } from '../problems/problem';
import { compositeCycle, compositeHashes } from './hash';
import { formatPath } from './json';
import { jsonType, shown } from './strict';
import type { CompositeDefinition, CompositeParam, GraphPart, InlayDocument, Layout } from './types';

type Path = readonly (string | number)[];

/** Names that occur twice in a list; the second is the problem. */
function* duplicates(
  names: readonly string[],
  path: Path,
  key: string,
  where: (name: string) => ProblemWhere = () => ({}),
): Generator<Problem> {
  const seen = new Set<string>();
  for (const [index, name] of names.entries()) {
    if (seen.has(name)) {
      const at = formatPath([...path, index, key]);
      yield problem('document/duplicate-id', { id: name }, { ...where(name), path: at });
    }
    seen.add(name);
  }
}

function ids(items: readonly { readonly id: string }[]): readonly string[] {
  return items.map(({ id }) => id);
}

/** A place for a node that is not there would vanish on the next save. */
function* layoutProblems(part: GraphPart, layout: Layout, path: Path): Generator<Problem> {
  const nodes = new Set(ids(part.nodes));
  for (const id of Object.keys(layout)) {
    if (!nodes.has(id)) {
      const at = formatPath([...path, 'layout', id]);
      yield problem('document/unknown-node', { node: id }, { path: at });
    }
  }
}

const DEFAULTS: Readonly<Record<CompositeParam['type'], (value: unknown) => boolean>> = {
  int: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
};

function* definitionProblems(definition: CompositeDefinition, path: Path): Generator<Problem> {
  yield* duplicates(ids(definition.nodes), [...path, 'nodes'], 'id');
  yield* duplicates(ids(definition.edges), [...path, 'edges'], 'id');
  const { params, inputs, outputs } = definition;
  yield* duplicates(
    params.map(({ name }) => name),
    [...path, 'params'],
    'name',
  );
  yield* duplicates(
    inputs.map(({ port }) => port),
    [...path, 'inputs'],
    'port',
  );
  yield* duplicates(
    outputs.map(({ port }) => port),
    [...path, 'outputs'],
    'port',
  );
  for (const [index, param] of params.entries()) {
    if (DEFAULTS[param.type](param.default)) continue;
    const found = param.type === 'int' ? shown(param.default) : jsonType(param.default);
    const at = { path: formatPath([...path, 'params', index, 'default']) };
    yield problem('document/wrong-type', { expected: param.type, found }, at);
  }
  yield* layoutProblems(definition, definition.layout, path);
}

function* compositesProblems(composites: InlayDocument['composites']): Generator<Problem> {
  for (const [id, definition] of Object.entries(composites)) {
    const path = ['composites', id];
    if (definition.id !== id) {
      const at = { path: formatPath([...path, 'id']) };
      yield problem('document/invalid-value', { expected: shown(id), found: shown(definition.id) }, at);
    }
    yield* definitionProblems(definition, path);
  }
  const cycle = compositeCycle(composites);
  if (cycle !== null) {
    yield problem('composite/cycle', { nodes: cycle }, { path: formatPath(['composites', cycle[0]!]) });
    return;
  }
  for (const [id, expected] of compositeHashes(composites)) {
    const found = composites[id]!.hash;
    if (found === expected) continue;
    const at = { path: formatPath(['composites', id, 'hash']) };
    yield problem('document/composite-hash', { id, expected, found }, at);
  }
}

/** What a definition must keep beyond its schema, hashes left out: for `set-composite`. */
export function compositeProblems(definition: CompositeDefinition): Generator<Problem> {
  return definitionProblems(definition, ['composites', definition.id]);
}

/** What a document must keep beyond its schema: ids that do not repeat, references inside the file, hashes. */
export function* formProblems(document: InlayDocument): Generator<Problem> {
  yield* duplicates(ids(document.nodes), ['nodes'], 'id', (node) => ({ node }));
  yield* duplicates(ids(document.edges), ['edges'], 'id', (edge) => ({ edge }));
  yield* duplicates(ids(document.notes), ['notes'], 'id');
  yield* duplicates(
    document.outputs.map(({ node }) => node),
    ['outputs'],
    'node',
    (node) => ({ node }),
  );
  yield* layoutProblems(document, document.layout, []);
  yield* recipeBookProblems(document.recipe, 'recipe');
  yield* compositesProblems(document.composites);
}
