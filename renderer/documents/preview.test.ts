import { describe, expect, it } from 'vitest';
import { createNode } from '../../shared/blocks/registry';
import { applyCommands } from '../../shared/document/apply';
import { emptyDocument } from '../../shared/document/empty';
import type { CompositeDefinition, DocNode, InlayDocument } from '../../shared/document/types';
import { analyse } from '../../shared/ir/analyse';
import { previewOf } from './preview';

/** A definition around one node. */
function around(id: string, node: DocNode): CompositeDefinition {
  return {
    ...{ id, name: id, hash: '0'.repeat(64), params: [], nodes: [node], edges: [], layout: {} },
    inputs: [{ port: 'in', to: [[node.id, 'in']] }],
    outputs: [{ port: 'out', from: [node.id, 'out'] }],
  };
}

function drawn(kind: string, ...definitions: readonly CompositeDefinition[]): InlayDocument {
  const bare: InlayDocument = {
    ...emptyDocument('drawn'),
    nodes: [createNode('input', 'input'), createNode(kind, 'b')],
    edges: [{ id: 'e', from: ['input', 'out'], to: ['b', 'in'] }],
  };
  const applied = applyCommands(
    bare,
    definitions.map((definition) => ({ type: 'set-composite', id: definition.id, definition })),
  );
  if (!applied.ok) throw new Error(applied.problem.code);
  return applied.value.doc;
}

const categories = (document: InlayDocument) => previewOf(analyse(document)).map(({ category }) => category);

describe('previewOf', () => {
  it('draws a person’s own block as what makes its result, however deep', () => {
    const unit = around('unit', { ...createNode('residual-unit', 'r', { channels: 3 }), repeat: 2 });
    const stage = around('stage', createNode('composite:unit', 'u'));
    expect(categories(drawn('composite:unit', unit))).toEqual(['input', 'module']);
    expect(categories(drawn('composite:stage', unit, stage))).toEqual(['input', 'module']);
    const norm = around('norm', createNode('batch-norm', 'n'));
    expect(categories(drawn('composite:norm', norm))).toEqual(['input', 'norm']);
  });

  it('leaves out what draws no slab, be it a block of one’s own', () => {
    expect(categories(drawn('composite:drop', around('drop', createNode('dropout', 'd'))))).toEqual([
      'input',
    ]);
  });

  it('has a word for what cannot be told', () => {
    expect(categories(drawn('composite:none'))).toEqual(['input', 'own']);
    const bare = around('bare', createNode('conv', 'c'));
    expect(categories(drawn('composite:bare', { ...bare, outputs: [] }))).toEqual(['input', 'own']);
  });
});
