import { describe, expect, it } from 'vitest';
import { allBlocks, createNode } from '../blocks/registry';
import type { DataParams } from '../blocks/block';
import type { ParamSpecs } from '../blocks/params';
import { newHistory } from '../document/history';
import type { InlayDocument } from '../document/types';
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
    const { analysis } = fitted(template(id), DATA);
    expect(analysis.nodes.get('input')!.shape).toEqual([28, 30, 1]);
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
