import fc from 'fast-check';
import {
  arbitraryComposites,
  arbitraryEdge,
  arbitraryNode,
  arbitraryNotes,
  arbitraryRecipe,
} from './arbitrary-document.test-support';
import type { Command } from './command';
import type { InlayDocument } from './types';

/*
 * Random commands for property tests. Imported by tests only. Each is made for the document it is to be applied to,
 * so that most of them succeed; some do not (an id given twice, an edge that is not there).
 */
export type CommandMaker = (doc: InlayDocument) => Command;

const spot = fc.nat(1000);
const index = fc.option(fc.nat(8), { nil: undefined });
const place = fc.option(fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: -99, max: 99 })));

function pick<T extends { readonly id: string }>(items: readonly T[], at: number): string {
  return items.length === 0 ? 'missing' : items[at % items.length]!.id;
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}

const makers: readonly fc.Arbitrary<CommandMaker>[] = [
  fc
    .tuple(arbitraryNode, place, index)
    .map(([node, at, to]) => () => ({ type: 'add-node', node, at, ...optional('index', to) })),
  spot.map((at) => (doc) => ({ type: 'remove-node', node: pick(doc.nodes, at) })),
  fc
    .tuple(spot, fc.constantFrom('a', 'b', 'constructor'), fc.integer())
    .map(([at, param, value]) => (doc) => ({
      type: 'set-param',
      node: pick(doc.nodes, at),
      param,
      value,
    })),
  fc
    .tuple(spot, fc.option(fc.string({ maxLength: 5 }), { nil: undefined }), fc.integer({ min: 1, max: 5 }))
    .map(([at, label, repeat]) => (doc) => ({
      type: 'set-node',
      node: pick(doc.nodes, at),
      change: { ...optional('label', label), repeat },
    })),
  fc.tuple(spot, arbitraryNode).map(([at, by]) => (doc) => {
    const id = pick(doc.nodes, at);
    return { type: 'replace-node', node: id, by: { ...by, id } };
  }),
  fc
    .tuple(arbitraryEdge, index)
    .map(([edge, to]) => () => ({ type: 'add-edge', edge, ...optional('index', to) })),
  spot.map((at) => (doc) => ({ type: 'remove-edge', edge: pick(doc.edges, at) })),
  fc
    .tuple(spot, arbitraryEdge, fc.boolean(), fc.boolean())
    .map(([at, { from, to }, moveFrom, moveTo]) => (doc) => ({
      type: 'reconnect-edge',
      edge: pick(doc.edges, at),
      ...(moveFrom ? { from } : {}),
      ...(moveTo ? { to } : {}),
    })),
  fc.tuple(spot, spot, place).map(([one, other, at]) => (doc) => ({
    type: 'move-nodes',
    to: { [pick(doc.nodes, one)]: at, [pick(doc.nodes, other)]: at },
  })),
  fc.tuple(spot, fc.boolean()).map(([at, twice]) => (doc) => {
    const output = { node: pick(doc.nodes, at), role: 'class', loss: 'cross-entropy', weight: 1 } as const;
    return { type: 'set-outputs', outputs: twice ? [output, output] : [output] };
  }),
  arbitraryRecipe.map((recipe) => () => ({
    type: 'set-recipe',
    recipe: { active: 'a', recipes: { a: recipe } },
  })),
  fc.string({ maxLength: 9 }).map((name) => () => ({ type: 'set-name', name })),
  arbitraryNotes.map((notes) => () => ({ type: 'set-notes', notes })),
  fc.tuple(arbitraryComposites, fc.constantFrom('outer', 'inner', 'other')).map(([composites, id]) => () => ({
    type: 'set-composite',
    id,
    definition: composites[id] ?? null,
  })),
];

export const arbitraryCommand: fc.Arbitrary<CommandMaker> = fc.oneof(...makers);
