import { beforeEach, describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/empty';
import { commit, redo, undo, type History } from '../../shared/document/history';
import { addBlock } from '../../shared/edit/add';
import type { Result } from '../../shared/problems/result';
import { addDocument, documentOf, isUnsaved, markSaved, setHistory, useDocuments } from './store';

const file = { id: 'f0123456789abcdef', name: 'n', path: '~/n' };
const stamp = { size: 1, modified: 1, sha256: 'x' };
const unsaved = (key: string): boolean => isUnsaved(documentOf(key)!);

function valueOf(result: Result<History>): History {
  if (!result.ok) throw new Error(result.problem.code);
  return result.value;
}

function add(key: string): void {
  const { history } = documentOf(key)!;
  const { commands, label } = addBlock(history, 'dropout', [0, 0]);
  setHistory(key, valueOf(commit(history, commands, { label })));
}

const step = (key: string, move: typeof undo): void =>
  setHistory(key, valueOf(move(documentOf(key)!.history)));

describe('whether a document is saved', () => {
  beforeEach(() => useDocuments.setState({ documents: {}, order: [], active: null }));

  it('is told through edits, undo and redo', () => {
    const key = addDocument(emptyDocument('n'), { file, stamp });
    expect(unsaved(key)).toBe(false);
    add(key);
    expect(unsaved(key)).toBe(true);
    step(key, undo);
    expect(unsaved(key)).toBe(false);
    step(key, redo);
    expect(unsaved(key)).toBe(true);
  });

  it('follows the state that was written, not the newest', () => {
    const key = addDocument(emptyDocument('n'));
    expect(unsaved(key)).toBe(false);
    add(key);
    const written = documentOf(key)!.history;
    // An edit made while the file is being written.
    add(key);
    markSaved(key, written, { file, stamp });
    expect(unsaved(key)).toBe(true);
    step(key, undo);
    expect(unsaved(key)).toBe(false);
    step(key, undo);
    expect(unsaved(key)).toBe(true);
  });

  it('is not told by the step alone: another edit at the same depth differs', () => {
    const key = addDocument(emptyDocument('n'));
    add(key);
    markSaved(key, documentOf(key)!.history, { file, stamp });
    step(key, undo);
    add(key);
    expect(unsaved(key)).toBe(true);
  });

  it('is false for one that was recovered', () => {
    expect(unsaved(addDocument(emptyDocument('n'), { file, stamp, saved: false }))).toBe(true);
  });
});
