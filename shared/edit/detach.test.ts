import { describe, expect, it } from 'vitest';
import { createNode } from '../blocks/registry';
import { commit, newHistory, redo, undo, type History } from '../document/history';
import { readDocument } from '../document/parse';
import { printDocument } from '../document/print';
import type { CompositeDefinition, DocNode, InlayDocument, ParamValue } from '../document/types';
import { historyLabel } from '../language/history-label';
import { analyse } from '../ir/analyse';
import { insideOf } from '../ir/inside';
import { documentOf, irOf, withNode } from '../ir/test-support';
import { compositeKinds, networksAround } from './composite-networks.test-support';
import { detach } from './detach';
import type { Edit } from './edit';
import { got, template } from './edit.test-support';
import { placeOf, setInnerParam } from './inner';

const carriedOut = (history: History, { commands, label }: Edit): History =>
  got(commit(history, commands, { label }));

/** Another value of the same type. */
function otherThan(value: ParamValue): ParamValue {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  return Array.isArray(value) ? value.map((item: number) => item + 1) : 'other';
}

/** The first parameter of a part, by the part's path. */
function firstParam(document: InlayDocument): readonly [string, string, ParamValue] | undefined {
  return insideOf(analyse(document), 'b')!.nodes.flatMap(({ path, params }) =>
    Object.entries(params).map(([param, value]) => [path, param, value] as const),
  )[0];
}

describe.each(compositeKinds)('%s', (kind) => {
  const documents = networksAround(kind);

  it('is the same network, to the last name, detached', () => {
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      const detached = carriedOut(newHistory(document), got(detach(newHistory(document), 'b'))).document;
      expect(detached.nodes[2]).toMatchObject({ id: 'b', kind: `composite:${kind}`, label: 'The block' });
      expect(readDocument(printDocument(detached)).ok).toBe(true);
      expect(irOf(detached)).toEqual(irOf(document));
      const [whole, parts] = [analyse(document), analyse(detached)];
      expect(parts.totals).toEqual(whole.totals);
      expect(parts.problems).toEqual([]);
      const drawn = (analysis: typeof whole) =>
        insideOf(analysis, 'b')!.nodes.map(({ path, analysis: { shape, parameters, receptiveField } }) => [
          ...[path, shape, parameters, receptiveField],
        ]);
      expect(drawn(parts)).toEqual(drawn(whole));
    }
  });

  it('opens, is edited inside and closes a hundred times, and the file is the same to the byte', () => {
    const document = documents.find((each) => firstParam(each) !== undefined)!;
    const start = printDocument(document);
    let history = newHistory(document);
    for (let round = 0; round < 100; round++) {
      const [path, param, value] = firstParam(history.document)!;
      history = carriedOut(history, got(detach(history, 'b')));
      const detached = printDocument(history.document);
      history = carriedOut(history, got(setInnerParam(history, path, param, otherThan(value))));
      expect(printDocument(history.document)).not.toBe(detached);
      history = got(undo(history));
      expect(printDocument(history.document)).toBe(detached);
      history = got(undo(history));
      expect(printDocument(history.document)).toBe(start);
      if (round % 10 === 0) {
        const again = got(redo(history));
        expect(printDocument(again.document)).toBe(detached);
      }
    }
    expect(history.past).toEqual([]);
  });
});

describe('detach', () => {
  const mlp = (id: string, change: Partial<DocNode> = {}): DocNode => ({
    ...createNode('mlpconv', id, { widths: [6, 4] }),
    ...change,
  });
  const stage: CompositeDefinition = {
    ...{ id: 'stage', name: 'Stage', hash: '0'.repeat(64), layout: {} },
    params: [{ name: 'ratio', label: 'Ratio', type: 'int', default: 2 }],
    inputs: [{ port: 'in', to: [['mlp', 'in']] }],
    outputs: [{ port: 'out', from: ['se', 'out'] }],
    nodes: [mlp('mlp'), createNode('se', 'se', { ratio: { expr: 'ratio' } })],
    edges: [{ id: 'e', from: ['mlp', 'out'], to: ['se', 'in'] }],
  };
  const twice = (second: number): InlayDocument => {
    const uses = ['s1', 's2'].map((id, index) =>
      createNode('composite:stage', id, { ratio: index === 0 ? 2 : second }),
    );
    const nodes = [
      createNode('input', 'input'),
      ...uses,
      createNode('flatten', 'flat'),
      createNode('output', 'out'),
    ];
    const document = { ...documentOf(nodes, 'input>s1 s1>s2 s2>flat flat>out'), composites: {} };
    const commands = [{ type: 'set-composite', id: 'stage', definition: stage } as const];
    return got(commit(newHistory(document), commands, { label: { code: 'add', args: {} } })).document;
  };

  it('replaces a node of a definition in all its uses', () => {
    const document = twice(2);
    const history = carriedOut(newHistory(document), got(detach(newHistory(document), 's2/se')));
    expect(irOf(history.document)).toEqual(irOf(document));
    expect(history.document.composites['stage']!.nodes[1]!.kind).toBe('composite:se');
    expect(history.document.composites['se']!.name).toBe('SE');
    expect(printDocument(got(undo(history)).document)).toBe(printDocument(document));
  });

  it('edits a node of a definition in all its uses, a gesture in one step', () => {
    const document = twice(2);
    let history = newHistory(document);
    for (const widths of [
      [5, 4],
      [7, 4],
      [8, 4],
    ]) {
      const edit = got(setInnerParam(history, 's1/mlp', 'widths', widths));
      history = got(commit(history, edit.commands, { label: edit.label, gesture: 'g' }));
    }
    expect(history.past.map(({ commands }) => commands.length)).toEqual([1]);
    const names = irOf(history.document).nodes.map(({ path, outputs }) => [path, outputs[0]?.shape[2]]);
    expect(names).toContainEqual(['s1/mlp/conv1', 8]);
    expect(names).toContainEqual(['s2/mlp/conv1', 8]);
    expect(historyLabel(history.past[0]!.label, 'en')).toBe('change Widths of mlpconv in every Stage');
    expect(printDocument(got(undo(history)).document)).toBe(printDocument(document));
    const same = got(setInnerParam(history, 's1/mlp', 'widths', [8, 4]));
    expect(same.commands).toEqual([]);
  });

  it('keeps a repeat, where all copies are alike', () => {
    const repeated = withNode(template('nin-cifar10'), 'mlp3', (node) => ({ ...node, repeat: 3 }));
    const detached = carriedOut(newHistory(repeated), got(detach(newHistory(repeated), 'mlp3/1')));
    expect(detached.document.nodes.find(({ id }) => id === 'mlp3')).toMatchObject({
      kind: 'composite:mlpconv',
      repeat: 3,
    });
    expect(irOf(detached.document)).toEqual(irOf(repeated));
  });

  it('takes an id that no definition has', () => {
    let history = newHistory(template('nin-cifar10'));
    for (const id of ['mlp1', 'mlp2', 'mlp3']) history = carriedOut(history, got(detach(history, id)));
    expect(Object.keys(history.document.composites)).toEqual(['mlpconv', 'mlpconv-2', 'mlpconv-3']);
    expect(irOf(history.document)).toEqual(irOf(template('nin-cifar10')));
  });

  /** The first copy projects its shortcut, since it changes the channels. */
  const projected = documentOf(
    [
      createNode('input', 'input', { channels: 8 }),
      createNode('residual-unit', 'b', { channels: 16, width: 4 }),
      createNode('flatten', 'flat'),
      createNode('output', 'out'),
    ],
    'input>b b>flat flat>out',
  );

  it.each([
    ['a leaf', template('nin-cifar10'), 'input', 'edit/cannot-detach'],
    ['a part of a closed block', template('nin-cifar10'), 'mlp1/conv1', 'edit/inside-block'],
    ['a node that is not there', template('nin-cifar10'), 'mlp9', 'document/unknown-node'],
    ['a part that is not there', twice(2), 's1/none', 'document/unknown-node'],
    ['a block of one’s own', twice(2), 's1', 'edit/cannot-detach'],
    [
      'what its copies make different',
      withNode(projected, 'b', (node) => ({ ...node, repeat: 2 })),
      'b',
      'edit/detach-differs',
    ],
    ['what its uses make different', twice(1), 's1/se', 'edit/detach-differs'],
    [
      'what no shape reaches',
      { ...template('nin-cifar10'), edges: [] },
      'mlp1',
      'edit/detach-shapes-unknown',
    ],
  ])('refuses %s', (_, document, path, code) => {
    const refused = detach(newHistory(document), path);
    if (refused.ok) throw new Error('it was not refused');
    expect(refused.problem).toMatchObject({ code, where: { node: path } });
  });

  it('finds stored nodes by the paths of their copies', () => {
    expect(got(placeOf(twice(2), 's1/0/mlp/3')).node.id).toBe('mlp');
    expect(got(placeOf(twice(2), 's1')).holder).toBeNull();
  });
});
