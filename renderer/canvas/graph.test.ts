import { describe, expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import { analyse } from '../../shared/ir/analyse';
import { insideOf } from '../../shared/ir/inside';
import type { InlayDocument } from '../../shared/document/types';
import { NO_SELECTION } from '../documents/store';
import { templates } from '../../templates';
import { flowEdges, flowNodes, frameSize, type InsideLayout, type Scene } from './graph';
import { INNER, NODE } from './sizes';
import { captionOf, costOf, nameOf, type BlockData } from './view-model';

const read = readDocument(templates['nin-cifar10']);
if (!read.ok) throw new Error('the template does not read');
const nin = read.value;
const analysis = analyse(nin);
const t: Scene['t'] = (key, args) => `${key}${args === undefined ? '' : ` ${Object.values(args).join(' ')}`}`;

function scene(change: Partial<Scene> = {}, document: InlayDocument = nin): Scene {
  const boxes = new Map(
    document.nodes.map(({ id }) => [
      id,
      { x: nin.layout[id]?.[0] ?? 0, y: nin.layout[id]?.[1] ?? 0, ...NODE },
    ]),
  );
  return {
    documentKey: 'd1',
    analysis,
    boxes,
    insides: new Map(),
    selection: NO_SELECTION,
    selectedNotes: [],
    language: 'en',
    t,
    ...change,
  };
}

function opened(path: string): ReadonlyMap<string, InsideLayout> {
  const inside = insideOf(analysis, path)!;
  const boxes = new Map(inside.nodes.map(({ id }, index) => [id, { x: index * 220, y: 0, ...INNER }]));
  return new Map([[path, { inside, boxes, size: frameSize(boxes) }]]);
}

describe('what is drawn', () => {
  it('stays the same object while nothing of it changes, so that only what moves is drawn again', () => {
    const first = flowNodes(scene(), []);
    const edges = flowEdges(scene(), first, []);
    const boxes = new Map(scene().boxes).set('pool1', { x: 500, y: 500, ...NODE });
    const second = flowNodes(scene({ boxes }), first);
    const changed = second.filter((node, index) => node !== first[index]).map(({ id }) => id);
    expect(changed).toEqual(['pool1']);
    // The moved one's contents are the same too: its place is all that is new.
    expect(second[2]!.data).toBe(first[2]!.data);
    expect(flowEdges(scene({ boxes }), second, edges).every((edge, index) => edge === edges[index])).toBe(
      true,
    );
  });

  it('changes where an edit reaches', () => {
    const first = flowNodes(scene(), []);
    const document: InlayDocument = {
      ...nin,
      nodes: nin.nodes.map((node) => (node.id === 'head' ? { ...node, label: 'average' } : node)),
    };
    const next = flowNodes(scene({ analysis: analyse(document, analysis) }, document), first);
    expect(next.filter((node, index) => node !== first[index]).map(({ id }) => id)).toEqual(['head']);
  });

  it('leaves a node that is being dragged where the hand has it', () => {
    const first = flowNodes(scene(), []).map((node) =>
      node.id === 'mlp2' ? { ...node, dragging: true, position: { x: 1, y: 2 } } : node,
    );
    const dragged = flowNodes(scene({ selection: { nodes: ['mlp2'], edges: [] } }), first).find(
      ({ id }) => id === 'mlp2',
    );
    expect(dragged).toMatchObject({ dragging: true, position: { x: 1, y: 2 }, selected: true });
  });
});

describe('an opened composite', () => {
  const insides = opened('mlp1');
  const nodes = flowNodes(scene({ insides }), []);

  it('is a frame before its inner nodes, which can be selected by path but not dragged', () => {
    const ids = nodes.map(({ id }) => id);
    expect(nodes.find(({ id }) => id === 'mlp1')?.type).toBe('frame');
    const inner = nodes.filter(({ parentId }) => parentId === 'mlp1');
    expect(inner.map(({ id }) => id)).toContain('mlp1/conv1');
    expect(
      inner.every(({ id, draggable }) => draggable === false && ids.indexOf(id) > ids.indexOf('mlp1')),
    ).toBe(true);
  });

  it('keeps the document’s edges at its border and leads from there to what is inside', () => {
    const edges = flowEdges(scene({ insides }), nodes, []);
    const handles = new Map(
      nodes.map(({ id, handles: all = [] }) => [
        id,
        all.map(({ id: name, type }) => `${type} ${name ?? ''}`),
      ]),
    );
    for (const { id, source, sourceHandle, target, targetHandle } of edges) {
      expect(handles.get(source), id).toContain(`source ${sourceHandle ?? ''}`);
      expect(handles.get(target), id).toContain(`target ${targetHandle ?? ''}`);
    }
    expect(edges.filter(({ target }) => target === 'mlp1/conv1')).toHaveLength(1);
    expect(
      edges.filter(({ data }) => data?.inner === true).every(({ selectable }) => selectable === false),
    ).toBe(true);
  });
});

describe('a node’s lines', () => {
  const data = (id: string) => flowNodes(scene(), []).find((node) => node.id === id)?.data as BlockData;

  it('say name, block, parameters and cost', () => {
    expect(nameOf(data('mlp1'), 'en')).toEqual({ name: 'mlpconv 1', what: 'Network In Network' });
    expect(nameOf(data('pool1'), 'en')).toEqual({ name: 'pool 1', what: 'Max pool' });
    expect(captionOf(data('mlp1'))).toBe('5² 192 · 1² 160 · 96');
    expect(costOf(data('pool1'), t)).toBe('canvas.no-parameters');
    expect(costOf(data('mlp1'), t)).toContain('canvas.cost ');
  });

  it('are empty where parameters cannot be read', () => {
    expect(captionOf({ kind: 'mlpconv', params: { widths: 'x' } })).toBe('');
    expect(captionOf({ kind: 'no-such-block', params: {} })).toBe('');
  });
});
