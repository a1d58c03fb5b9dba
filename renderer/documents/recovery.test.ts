import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/empty';
import { commit, historyToJson, newHistory, undo, type History } from '../../shared/document/history';
import { printDocument } from '../../shared/document/print';
import { addBlock } from '../../shared/edit/add';
import { setName } from '../../shared/edit/change';
import type { JournalEntry } from '../../shared/protocol/window';
import { differenceOf, planStart, recover } from './recovery';

function edited(): History {
  const start = newHistory(emptyDocument('n'));
  const { commands, label } = addBlock(start, 'dropout', [0, 0]);
  const next = commit(start, commands, { label });
  if (!next.ok) throw new Error(next.problem.code);
  return next.value;
}

function entry(key: string, file: string | null, rest: Partial<JournalEntry> = {}): JournalEntry {
  const history = edited();
  return {
    ...{ key, name: key, stamp: null, at: 1 },
    file: file === null ? null : { id: file, name: file, path: `~/${file}` },
    text: printDocument(history.document),
    history: JSON.stringify(historyToJson(history)),
    ...rest,
  };
}

describe('what comes back at a start', () => {
  const tabs = [
    { key: 'd1', file: 'fa' },
    { key: 'd2', file: null },
    { key: 'd3', file: 'fb' },
  ];

  it('is every saved tab after a clean end, in its order, and nothing is offered', () => {
    const plan = planStart({ tabs, active: 'd3' }, []);
    expect(plan).toEqual({
      reopen: [
        { key: 'd1', file: 'fa' },
        { key: 'd3', file: 'fb' },
      ],
      offer: [],
      active: 'd3',
    });
  });

  it('is offered first where the journal has edits, newest first, and is not opened behind the question', () => {
    const plan = planStart({ tabs, active: 'd1' }, [entry('d1', 'fa'), entry('d2', null, { at: 5 })]);
    expect(plan.reopen).toEqual([{ key: 'd3', file: 'fb' }]);
    expect(plan.offer.map(({ key }) => key)).toEqual(['d2', 'd1']);
    expect(plan.active).toBeNull();
  });

  it('does not open a file twice when another key of the journal has it', () => {
    expect(planStart({ tabs, active: null }, [entry('d9', 'fb')]).reopen).toEqual([
      { key: 'd1', file: 'fa' },
    ]);
  });
});

describe('a recovered document', () => {
  it('keeps its steps', () => {
    const found = recover(entry('d1', null));
    if (!found.ok) throw new Error('not recovered');
    const back = undo(found.value);
    expect(back.ok && back.value.document.nodes).toEqual([]);
  });

  it('comes without steps when these cannot be read, and tells a document that cannot', () => {
    const found = recover(entry('d1', null, { history: '{"version":9' }));
    expect(found.ok && [found.value.document.nodes.length, found.value.past.length]).toEqual([1, 0]);
    expect(recover(entry('d1', null, { text: '{"format":"inlay"}' })).ok).toBe(false);
  });
});

describe('what differs from the file', () => {
  const { document } = edited();

  it('counts blocks', () => {
    expect(differenceOf(emptyDocument('n'), document)).toMatchObject({ added: 1, removed: 0, changed: 0 });
    const [node] = document.nodes;
    const other = { ...document, nodes: [{ ...node!, label: 'x' }] };
    expect(differenceOf(document, other)).toEqual({ added: 0, removed: 0, changed: 1, other: false });
  });

  it('sees what is no block', () => {
    const [command] = setName(newHistory(document), 'other').commands;
    expect(command).toBeDefined();
    expect(differenceOf(document, { ...document, name: 'other' })).toEqual({
      ...{ added: 0, removed: 0, changed: 0 },
      other: true,
    });
    expect(differenceOf(document, { ...document })).toMatchObject({ other: false });
  });
});
