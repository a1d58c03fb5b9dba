import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../problems/result';
import { arbitraryCommand } from './arbitrary-command.test-support';
import { arbitraryDocument } from './arbitrary-document.test-support';
import type { Command } from './command';
import {
  commit,
  historyFromJson,
  historyToJson,
  MAX_STEPS,
  newHistory,
  redo,
  undo,
  type History,
} from './history';
import { newId } from './ids';
import { printDocument } from './print';
import { sampleDocument, sampleNode } from './sample-document.test-support';

const label = { code: 'edit', args: {} };

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function step(history: History, ...commands: readonly Command[]): History {
  return must(commit(history, commands, { label }));
}

function drag(history: History, gesture: string, x: number): History {
  const to = { a: [x, x] as const };
  return must(
    commit(history, [{ type: 'move-nodes', to }], { label: { code: 'drag', args: { x } }, gesture }),
  );
}

const name = (text: string): Command => ({ type: 'set-name', name: text });
const start = newHistory(sampleDocument);

describe('history', () => {
  it('undoes and redoes', () => {
    const two = step(step(start, name('one')), name('two'));
    expect(must(undo(two)).document.name).toBe('one');
    expect(must(undo(must(undo(two)))).document).toEqual(sampleDocument);
    expect(must(redo(must(undo(two)))).document.name).toBe('two');
    expect(step(must(undo(two)), name('three')).future).toEqual([]);
    expect(undo(start)).toMatchObject({ ok: false, problem: { code: 'document/nothing-to-undo' } });
    expect(redo(two)).toMatchObject({ ok: false, problem: { code: 'document/nothing-to-redo' } });
  });

  it('makes one entry of a gesture, however many commits it sends', () => {
    let history = step(start, name('before'));
    for (let x = 1; x <= 300; x++) history = drag(history, 'drag-1', x);
    expect(history.past).toHaveLength(2);
    expect(history.past[1]!.label).toEqual({ code: 'drag', args: { x: 1 } });
    expect(history.past[1]!.commands).toHaveLength(1);
    expect(history.document.layout['a']).toEqual([300, 300]);
    const back = must(undo(history));
    expect(back.document.layout['a']).toEqual([0, 0]);
    expect(must(redo(back)).document.layout['a']).toEqual([300, 300]);
    const next = drag(drag(history, 'drag-2', 1), 'drag-1', 2);
    expect(next.past.map(({ gesture }) => gesture)).toEqual([null, 'drag-1', 'drag-2', 'drag-1']);
  });

  it('keeps every command of a gesture that does different things', () => {
    const move: Command = { type: 'move-nodes', to: { a: [9, 9] } };
    const add: Command = { type: 'add-node', node: sampleNode('c'), at: [0, 0] };
    let history = start;
    for (const commands of [[move], [add], [move, name('x')], [move, name('y')]]) {
      history = must(commit(history, commands, { label, gesture: 'g' }));
    }
    expect(history.past).toHaveLength(1);
    expect(history.past[0]!.commands).toEqual([move, add, move, name('y')]);
    expect(must(undo(history)).document).toEqual(sampleDocument);
    expect(printDocument(must(redo(must(undo(history)))).document)).toBe(printDocument(history.document));
  });

  it('leaves everything as it is when one command of a batch fails', () => {
    const failed = commit(start, [name('x'), { type: 'remove-node', node: 'x' }], { label });
    expect(failed).toMatchObject({ ok: false, problem: { code: 'document/unknown-node' } });
    expect(start.document.name).toBe('base');
    expect(commit(start, [], { label })).toEqual({ ok: true, value: start });
  });

  it('holds its stated number of steps', () => {
    let history = start;
    for (let index = 0; index < MAX_STEPS + 5; index++) history = step(history, name(`n${index}`));
    expect(MAX_STEPS).toBeGreaterThanOrEqual(1000);
    expect(history.past).toHaveLength(MAX_STEPS);
    while (history.past.length > 0) history = must(undo(history));
    expect(history.document.name).toBe('n4');
  });

  it('goes through JSON', () => {
    let history = step(start, { type: 'remove-node', node: 'a' });
    history = drag(step(history, { type: 'add-node', node: sampleNode('a'), at: null, index: 0 }), 'g', 3);
    history = must(undo(step(history, name('x'))));
    const json = JSON.parse(JSON.stringify(historyToJson(history))) as unknown;
    let again = must(historyFromJson(history.document, json));
    expect(again).toEqual({ ...history, past: history.past.map((entry) => ({ ...entry, gesture: null })) });
    // The gesture has ended: a new one of the same id is another step.
    expect(drag(again, 'g', 4).past).toHaveLength(4);
    while (again.past.length > 0) again = must(undo(again));
    expect(printDocument(again.document)).toBe(printDocument(sampleDocument));
  });

  it.each([
    [null, 'document/wrong-type', '$'],
    [{ version: 2, past: [], future: [], given: {} }, 'document/invalid-value', 'version'],
    [{ version: 1, past: [{}], future: [], given: {} }, 'document/missing-key', 'past[0].label'],
    [
      {
        version: 1,
        past: [{ label, commands: [{ type: 'set-name', name: 1 }], inverse: [] }],
        future: [],
        given: {},
      },
      'document/wrong-type',
      'past[0].commands[0].name',
    ],
  ])('refuses the journal %j', (json, code, path) => {
    expect(historyFromJson(sampleDocument, json)).toMatchObject({
      ok: false,
      problem: { code, where: { path } },
    });
  });

  it('undoes nothing that does not fit the document', () => {
    const history = step(start, { type: 'remove-node', node: 'a' });
    const other = must(historyFromJson(sampleDocument, historyToJson(history)));
    expect(undo(other)).toMatchObject({ ok: false, problem: { code: 'document/duplicate-id' } });
    expect(other.document).toBe(sampleDocument);
  });

  it('undoes any sequence of steps to the byte, and redoes it', { timeout: 30_000 }, () => {
    const steps = fc.array(
      fc.record({
        makers: fc.array(arbitraryCommand, { maxLength: 3 }),
        gesture: fc.constantFrom(undefined, undefined, 'g1', 'g2'),
      }),
      { maxLength: 25, size: 'max' },
    );
    fc.assert(
      fc.property(arbitraryDocument, steps, (document, all) => {
        let history = newHistory(document);
        const texts = [printDocument(document)];
        for (const { makers, gesture } of all) {
          // Made for the document before the batch: later ones of a batch may fail, and then all of it must.
          const commands = makers.map((make) => make(history.document));
          const made = commit(history, commands, { label, ...(gesture === undefined ? {} : { gesture }) });
          if (!made.ok) continue;
          history = made.value;
          texts[history.past.length] = printDocument(history.document);
        }
        const steps = history.past.length;
        for (let at = steps - 1; at >= 0; at--) {
          history = must(undo(history));
          expect(printDocument(history.document)).toBe(texts[at]);
        }
        for (let at = 1; at <= steps; at++) {
          history = must(redo(history));
          expect(printDocument(history.document)).toBe(texts[at]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('newId', () => {
  const give = (history: History, base: string) => newId(history.document, history.given, base);
  const add = (history: History, id: string) =>
    step(history, { type: 'add-node', node: sampleNode(id), at: null });

  it('counts per base', () => {
    const history = add(add(add(start, 'conv1'), 'conv3'), 'conv1x1-2');
    expect(give(history, 'conv')).toBe('conv4');
    expect(give(history, 'add')).toBe('add1');
    expect(give(history, 'conv1x1')).toBe('conv1x1-3');
    // Edges and notes count too: `e1` and `e2`, `n1`.
    expect(give(history, 'e')).toBe('e3');
    expect(give(history, 'n')).toBe('n2');
    expect(give(history, 'constructor')).toBe('constructor1');
  });

  it('gives no id again that was removed or undone', () => {
    const removed = step(add(start, 'conv7'), { type: 'remove-node', node: 'conv7' });
    expect(give(removed, 'conv')).toBe('conv8');
    expect(give(must(undo(add(start, 'conv7'))), 'conv')).toBe('conv8');
    // Both edges go with the node they were there before the history began.
    const cut = step(start, { type: 'remove-node', node: 'a' });
    expect(cut.document.edges).toEqual([]);
    expect(give(cut, 'e')).toBe('e3');
    const noted = step(start, { type: 'set-notes', notes: [] });
    expect(give(noted, 'n')).toBe('n2');
    const kept = must(historyFromJson(cut.document, historyToJson(cut)));
    expect(give(kept, 'e')).toBe('e3');
  });

  it('makes an id of any base', () => {
    expect(give(start, '')).toBe('node1');
    expect(give(start, '3 x 3!')).toBe('x3-1');
    expect(give(start, 'x'.repeat(100))).toBe(`${'x'.repeat(54)}1`);
    expect(give(add(start, 'conv999999999'), 'conv')).toBe('n1-conv1');
    expect(give(add(start, `${'n'.repeat(54)}999999999`), 'n'.repeat(54))).toBe(`n1-${'n'.repeat(51)}1`);
  });

  it('never repeats, whatever comes and goes', () => {
    const bases = fc.constantFrom('conv', 'conv1', 'e', 'a', 'b-', 'mlp1x1');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(bases, fc.constantFrom('keep', 'remove', 'undo')), { maxLength: 30 }),
        (all) => {
          let history = start;
          const given = new Set(
            [...sampleDocument.nodes, ...sampleDocument.edges, ...sampleDocument.notes].map(({ id }) => id),
          );
          for (const [base, then] of all) {
            const id = give(history, base);
            expect(given.has(id)).toBe(false);
            given.add(id);
            history = add(history, id);
            if (then === 'remove') history = step(history, { type: 'remove-node', node: id });
            if (then === 'undo') history = must(undo(history));
          }
        },
      ),
    );
  });
});
