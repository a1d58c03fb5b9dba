import { describe, expect, it } from 'vitest';
import { allBlocks, createNode } from '../blocks/registry';
import type { DataParams } from '../blocks/block';
import type { ParamSpecs } from '../blocks/params';
import { applyCommands } from '../document/apply';
import { newHistory } from '../document/history';
import type { CompositeDefinition, DocNode, InlayDocument } from '../document/types';
import { templates, type TemplateId } from '../../templates';
import { analyse } from '../ir/analyse';
import { classOutput, documentOf } from '../ir/test-support';
import { after, template } from './edit.test-support';
import { fitToData, type DataShape } from './fit-to-data';

function fitted(document: InlayDocument, data: DataShape) {
  const start = newHistory(document);
  const fit = fitToData(start, data);
  const result = after(start, fit.edit).document;
  const analysis = analyse(result);
  expect(analysis.problems).toEqual([]);
  for (const { node } of result.outputs) expect(analysis.nodes.get(node)!.shape).toEqual([data.classes]);
  return { ...fit, analysis, document: result };
}

const DATA: DataShape = { shape: [28, 30, 1], classes: 100 };

describe('fitToData', () => {
  it.each(Object.keys(templates) as TemplateId[])('makes %s fit other images and classes', (id) => {
    const { analysis } = fitted(template(id), { shape: [224, 230, 1], classes: 100 });
    expect(analysis.nodes.get('input')!.shape).toEqual([224, 230, 1]);
  });

  it.each(Object.keys(templates) as TemplateId[])('tells whether %s works on small images', (id) => {
    const start = newHistory(template(id));
    const { edit, problems, smallestImage } = fitToData(start, DATA);
    const found = analyse(after(start, edit).document).problems;
    expect(problems).toEqual(found);
    if (problems.length === 0) {
      expect(smallestImage).toBeNull();
      return;
    }
    const side = smallestImage!;
    fitted(template(id), { shape: [side, side, 1], classes: 100 });
    const below = fitToData(start, { shape: [side - 1, side - 1, 1], classes: 100 });
    expect(below.problems).not.toEqual([]);
    expect(below.smallestImage).toBe(side);
  });

  it('changes, of Network in Network, the input, the last maps and the head, and says so', () => {
    const { changes } = fitted(template('nin-cifar10'), { shape: [28, 28, 1], classes: 5 });
    expect(changes).toEqual([
      { node: 'input', param: 'height', from: 32, to: 28 },
      { node: 'input', param: 'width', from: 32, to: 28 },
      { node: 'input', param: 'channels', from: 3, to: 1 },
      { node: 'head', param: 'classes', from: 10, to: 5 },
      { node: 'mlp3', param: 'widths', from: [192, 192, 10], to: [192, 192, 5] },
    ]);
  });

  it('changes nothing of a network that fits', () => {
    const { edit, changes } = fitted(template('nin-cifar10'), { shape: [32, 32, 3], classes: 10 });
    expect([edit.commands, changes]).toEqual([[], []]);
  });

  it('goes back through what passes channels on, along every way, and for every output', () => {
    const conv = (id: string) => createNode('conv', id, { filters: 10 });
    const document = documentOf(
      [
        createNode('input', 'input'),
        conv('a'),
        conv('b'),
        createNode('add', 'sum'),
        createNode('se', 'se'),
        createNode('dropout', 'drop'),
        createNode('global-average-pool', 'pool'),
        createNode('output', 'out'),
        createNode('flatten', 'flat'),
        createNode('dense', 'fc', { units: 10 }),
        createNode('output', 'aux'),
      ],
      'input>a input>b a>sum b>sum sum>se se>drop drop>pool pool>out a>flat flat>fc fc>aux',
      [classOutput('out'), classOutput('aux', 'auxiliary', 0.3)],
    );
    const { changes } = fitted(document, { shape: [32, 32, 3], classes: 4 });
    expect(changes.map(({ node, param }) => `${node}.${param}`)).toEqual([
      'a.filters',
      'b.filters',
      'fc.units',
    ]);
  });

  it('drops class weights that are for other classes, and keeps those that fit', () => {
    const nin = template('nin-mnist');
    const recipe = Object.values(nin.recipe.recipes)[0]!;
    const weighted = (count: number) => ({ ...recipe, classWeights: Array.from({ length: count }, () => 1) });
    const document = {
      ...nin,
      recipe: { active: 'ten', recipes: { ten: weighted(10), four: weighted(4), none: recipe } },
    };
    const { withoutClassWeights, document: result } = fitted(document, { shape: [28, 28, 1], classes: 4 });
    expect(withoutClassWeights).toEqual(['ten']);
    expect(result.recipe).toEqual({
      ...document.recipe,
      recipes: { ...document.recipe.recipes, ten: { ...recipe, classWeights: null } },
    });
  });
});

describe('through users’ composites', () => {
  const int = (name: string) => ({ name, label: name, type: 'int', default: 1 }) as const;
  /** A chain of nodes with ports `in` and `out`. */
  function chainDefinition(id: string, params: readonly string[], nodes: readonly DocNode[]) {
    const edges = nodes.slice(1).map((node, index) => ({
      id: `e${index}`,
      from: [nodes[index]!.id, 'out'] as const,
      to: [node.id, 'in'] as const,
    }));
    return {
      ...{ id, name: id, hash: '0'.repeat(64), params: params.map(int), nodes, edges, layout: {} },
      inputs: [{ port: 'in', to: [[nodes[0]!.id, 'in'] as const] }],
      outputs: [{ port: 'out', from: [nodes[nodes.length - 1]!.id, 'out'] as const }],
    };
  }
  /** An input, these nodes and a global pool; the definitions in order, each after those it uses. */
  function network(nodes: readonly DocNode[], ...definitions: readonly CompositeDefinition[]): InlayDocument {
    const all = [createNode('input', 'input'), ...nodes, createNode('global-average-pool', 'pool')];
    const ids = [...all.map(({ id }) => id), 'out'];
    const edges = ids.slice(1).map((id, index) => `${ids[index]!}>${id}`);
    const bare = documentOf([...all, createNode('output', 'out')], edges.join(' '));
    const commands = definitions.map((definition) => ({
      ...({ type: 'set-composite', id: definition.id, definition } as const),
    }));
    const applied = applyCommands(bare, commands);
    if (!applied.ok) throw new Error(applied.problem.code);
    return applied.value.doc;
  }
  const DATA_OF_FOUR: DataShape = { shape: [32, 32, 3], classes: 4 };
  const changesOf = (document: InlayDocument) =>
    fitted(document, DATA_OF_FOUR).changes.map(({ node, param, from, to }) => [node, param, from, to]);
  const use = (kind: string, id: string, params: DocNode['params'] = {}, repeat = 1): DocNode => ({
    ...createNode(`composite:${kind}`, id, params),
    repeat,
  });

  it('changes the definition where a number in it decides', () => {
    const tail = chainDefinition(
      'tail',
      [],
      [createNode('conv', 'conv', { filters: 10 }), createNode('dropout', 'drop')],
    );
    expect(changesOf(network([use('tail', 't')], tail))).toEqual([['t/conv', 'filters', 10, 4]]);
    const lists = chainDefinition('lists', [], [createNode('mlpconv', 'm', { widths: [8, 10] })]);
    expect(changesOf(network([use('lists', 't', {}, 2)], lists))).toEqual([
      ['t/1/m', 'widths', [8, 10], [8, 4]],
    ]);
  });

  it('changes the parameter that an expression is made from, through every level', () => {
    const conv = chainDefinition(
      'c',
      ['maps'],
      [createNode('conv', 'conv', { filters: { expr: 'maps * 2' } })],
    );
    const stage = chainDefinition(
      'stage',
      ['width'],
      [{ ...use('c', 'unit', { maps: { expr: 'repeat == 0 ? 1 : width - 1' } }), repeat: { expr: '1 + 1' } }],
    );
    expect(changesOf(network([use('stage', 's', { width: 6 })], conv, stage))).toEqual([
      ['s', 'width', 6, 3],
    ]);
    // Set in the definition between, where the number stands.
    const fixed = { ...stage, nodes: [use('c', 'unit', { maps: 5 })] };
    expect(changesOf(network([use('stage', 's', { width: 6 })], conv, fixed))).toEqual([
      ['s/unit', 'maps', 5, 2],
    ]);
  });

  it('goes on before a composite that passes channels on', () => {
    const passing = chainDefinition(
      'p',
      [],
      [createNode('batch-norm', 'norm'), createNode('se', 'se', { ratio: 1 })],
    );
    const nodes = [createNode('conv', 'conv', { filters: 10 }), use('p', 'p', {}, 3)];
    expect(changesOf(network(nodes, passing))).toEqual([['conv', 'filters', 10, 4]]);
  });
});

describe('what blocks declare', () => {
  it.each(allBlocks().flatMap((block) => (block.fits ? [[block.kind, block] as const] : [])))(
    'names numbers of %s’s parameters',
    (_, block) => {
      const specs = block.params as ParamSpecs;
      const { image = [], channels } = block.fits as DataParams<ParamSpecs>;
      for (const param of image) expect(specs[param]?.type).toBe('int');
      if (channels !== undefined) expect(['int', 'ints']).toContain(specs[channels]?.type);
      expect(image.length + (channels === undefined ? 0 : 1)).toBeGreaterThan(0);
    },
  );
});
