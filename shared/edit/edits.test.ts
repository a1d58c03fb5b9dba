import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allBlocks } from '../blocks/registry';
import { arbitraryDocument } from '../document/arbitrary-document.test-support';
import { commit, newHistory, redo, undo, type History } from '../document/history';
import { compositeIdOf } from '../document/hash';
import { own } from '../document/own';
import { printDocument } from '../document/print';
import type { InlayDocument, PortRef } from '../document/types';
import { analyse } from '../ir/analyse';
import { historyLabel } from '../language/history-label';
import { texts } from '../language/texts';
import type { Result } from '../problems/result';
import { addBehind, addBlock, insertOnEdge, moveOntoEdge } from './add';
import { arrangeNodes, moveNodes, rename, setFrozen, setParam, setRepeat } from './change';
import { copyNodes, duplicateNodes, pasteNodes } from './clipboard';
import { connect, reconnect } from './connect';
import { detach } from './detach';
import { got, template } from './edit.test-support';
import type { Edit } from './edit';
import { fitToData } from './fit-to-data';
import { setInnerParam } from './inner';
import { removeSelection } from './remove';

/** One of many gestures, at numbers that pick what it meets. */
interface Gesture {
  readonly what: number;
  readonly a: number;
  readonly b: number;
  readonly some: readonly number[];
}
const gesture: fc.Arbitrary<Gesture> = fc.record({
  what: fc.nat(1000),
  a: fc.nat(1000),
  b: fc.nat(1000),
  some: fc.array(fc.nat(1000), { maxLength: 4 }),
});

const plain = (edit: Edit): Result<Edit> => ({ ok: true, value: edit });
const MAKERS: readonly ((history: History, gesture: Gesture) => Result<Edit>)[] = [
  (h, g) => plain(addBlock(h, kindAt(g.a), g.b % 2 === 0 ? null : [g.a, g.b])),
  (h, g) => insertOnEdge(h, edgeAt(h, g.a), kindAt(g.b), null),
  (h, g) => moveOntoEdge(h, edgeAt(h, g.a), nodeAt(h, g.b)),
  (h, g) => addBehind(h, nodeAt(h, g.a), kindAt(g.b), null),
  (h, g) => connect(h, analyse(h.document), portAt(h, g.a, 'out'), portAt(h, g.b, 'in')),
  (h, g) => reconnect(h, analyse(h.document), edgeAt(h, g.a), { to: portAt(h, g.b, 'in') }),
  (h, g) => reconnect(h, analyse(h.document), edgeAt(h, g.a), { from: portAt(h, g.b, 'out') }),
  (h, g) => plain(removeSelection(h, nodesAt(h, g.some), [edgeAt(h, g.a)])),
  (h, g) => plain(duplicateNodes(h, nodesAt(h, g.some))),
  (h, g) => pasteNodes(h, copyNodes(h.document, nodesAt(h, g.some)), g.a % 2 === 0 ? null : [g.a, g.b]),
  (h, g) => plain(setParam(h, nodeAt(h, g.a), 'filters', g.b)),
  (h, g) => plain(rename(h, nodeAt(h, g.a), `n${g.b}`)),
  (h, g) => plain(setFrozen(h, nodesAt(h, g.some), g.b % 2 === 0)),
  (h, g) => plain(setRepeat(h, nodeAt(h, g.a), (g.b % 3) + 1)),
  (h, g) => plain(setRepeat(h, nodeAt(h, g.a), { expr: `1 + ${g.b % 3}` })),
  (h, g) => detach(h, nodeAt(h, g.a)),
  (h, g) => setInnerParam(h, innerAt(h, g.a), 'filters', g.b),
  (h, g) => plain(moveNodes(h, { [nodeAt(h, g.a)]: [g.a, g.b] })),
  (h, g) => plain(arrangeNodes(h, Object.fromEntries(h.document.nodes.map(({ id }) => [id, [g.a, g.b]])))),
  (h, g) => plain(fitToData(h, { shape: [(g.a % 40) + 1, 32, 3], classes: (g.b % 20) + 1 }).edit),
];

function kindAt(at: number): string {
  const blocks = allBlocks();
  return blocks[at % blocks.length]!.kind;
}
function idAt(items: readonly { readonly id: string }[], at: number): string {
  return items[at % (items.length + 1)]?.id ?? 'missing';
}
/** The path of a node in a person's own block, where the document uses one; else of one that is not there. */
function innerAt({ document: { nodes, composites } }: History, at: number): string {
  const users = nodes.filter(({ kind }) => own(composites, compositeIdOf(kind) ?? '') !== undefined);
  const user = users[at % Math.max(1, users.length)];
  const inner = composites[compositeIdOf(user?.kind ?? '') ?? '']?.nodes ?? [];
  return `${user?.id ?? 'missing'}/${idAt(inner, at)}`;
}
const nodeAt = ({ document }: History, at: number) => idAt(document.nodes, at);
const edgeAt = ({ document }: History, at: number) => idAt(document.edges, at);
const nodesAt = (history: History, some: readonly number[]) => some.map((at) => nodeAt(history, at));
const portAt = (history: History, at: number, port: string): PortRef => [nodeAt(history, at), port];

/** Carries out gestures; each that is possible must undo and redo to the byte. Counts them. */
function carryOut(document: InlayDocument, gestures: readonly Gesture[]): number {
  let history = newHistory(document);
  let steps = 0;
  for (const each of gestures) {
    const edit = MAKERS[each.what % MAKERS.length]!(history, each);
    if (!edit.ok) continue;
    const { commands, label, created } = edit.value;
    const next = commit(history, commands, { label });
    // What names a missing node is refused as a whole.
    if (!next.ok || commands.length === 0) continue;
    const back = got(undo(next.value));
    expect(printDocument(back.document)).toBe(printDocument(history.document));
    expect(printDocument(got(redo(back)).document)).toBe(printDocument(next.value.document));
    const there = new Set(next.value.document.nodes.map(({ id }) => id));
    for (const id of created) expect(there.has(id)).toBe(true);
    expect(historyLabel(label, 'en')).not.toBe(texts.en.history.unknown);
    history = next.value;
    steps++;
  }
  return steps;
}

describe('edits', () => {
  const gestures = fc.array(gesture, { minLength: 1, maxLength: 12 });

  it('undo and redo to the byte, on a network', () => {
    let steps = 0;
    fc.assert(
      fc.property(gestures, (all) => {
        steps += carryOut(template('nin-cifar10'), all);
      }),
      { numRuns: 40 },
    );
    expect(steps).toBeGreaterThan(40);
  });

  it('undo and redo to the byte, on documents that are no networks', () => {
    let steps = 0;
    fc.assert(
      fc.property(arbitraryDocument, gestures, (document, all) => {
        steps += carryOut(document, all);
      }),
      { numRuns: 60 },
    );
    expect(steps).toBeGreaterThan(20);
  });
});
