import { emptyDocument } from './empty';
import { compositeHash } from './hash';
import type { CompositeDefinition, DocNode, InlayDocument } from './types';

/* A small document with something of everything. Imported by tests only. */

/** A node with some parameters and no settings. */
export function sampleNode(id: string, kind = 'conv'): DocNode {
  const train = { init: null, lrMult: 1, decayMult: 1, frozen: false, parts: {} };
  return { id, kind, kindVersion: 1, params: { filters: 8, kernel: [3, 3] }, label: id, repeat: 1, train };
}

/** A composite of one node of this kind; its hash is not set. */
export function sampleDefinition(id: string, kind = 'conv'): CompositeDefinition {
  return {
    id,
    name: id,
    hash: '',
    params: [{ name: 'filters', label: 'Filters', type: 'int', default: 8 }],
    inputs: [{ port: 'in', to: [['c', 'in']] }],
    outputs: [{ port: 'out', from: ['c', 'out'] }],
    nodes: [sampleNode('c', kind)],
    edges: [],
    layout: { c: [0, 0] },
  };
}

/** The definition with its right hash. */
export function hashed(part: CompositeDefinition): CompositeDefinition {
  return { ...part, hash: compositeHash(part) };
}

/** Two nodes, two edges, one each of the rest. */
export const sampleDocument: InlayDocument = {
  ...emptyDocument('base'),
  nodes: [sampleNode('a'), sampleNode('b')],
  edges: [
    { id: 'e1', from: ['a', 'out'], to: ['b', 'in'] },
    { id: 'e2', from: ['a', 'out'], to: ['b', 'more'] },
  ],
  outputs: [{ node: 'b', role: 'class', loss: 'cross-entropy', weight: 1 }],
  composites: { twin: hashed(sampleDefinition('twin')) },
  notes: [{ id: 'n1', text: 'hello', at: [0, 0], size: [10, 10], kind: 'comment', colour: '' }],
  layout: { a: [0, 0], b: [100, 0] },
};

/** Parsed JSON, for edits that no type allows. */
export type Json = { [key: string]: Json } & Json[] & (number | string | boolean | null);

/** The base document's JSON with an edit made to it. */
export function edited(edit: (json: Json) => void): string {
  const json = JSON.parse(JSON.stringify(sampleDocument)) as Json;
  edit(json);
  return JSON.stringify(json);
}

/** Sets the value at a dotted path; `undefined` takes the key away. */
export function set(path: string, value: unknown): string {
  return edited((json) => {
    const keys = path.split('.');
    const last = keys.pop()!;
    const parent = keys.reduce<Json>((at, key) => at[key] as Json, json);
    if (value === undefined) delete parent[last];
    else parent[last] = value as Json;
  });
}
