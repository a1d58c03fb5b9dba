import { historyToJson, type History } from '../../shared/document/history';
import { printDocument } from '../../shared/document/print';
import type { JournalEntry } from '../../shared/protocol/window';
import { call } from '../platform/api';
import { titleOf } from './files';
import { documentOf, isUnsaved, useDocuments, type OpenDocument } from './store';

/** How long edits rest before they are written, and how long they may go on without. */
const REST_MS = 400;
const LONGEST_MS = 2000;

interface Waiting {
  readonly timer: number;
  /** When the first edit came that is not written yet. */
  readonly since: number;
}

/** State of each document as the journal has it; absent when it has none. */
const written = new Map<string, History>();
const waiting = new Map<string, Waiting>();

/** What the journal keeps of a document. */
export function entryFor(open: OpenDocument, at: number): JournalEntry {
  const { key, history, file, stamp } = open;
  return {
    key,
    name: titleOf(open).slice(0, 400),
    file,
    stamp,
    text: printDocument(history.document),
    history: JSON.stringify(historyToJson(history)),
    at,
  };
}

/** Keeps what no file holds on the disk, apart from the person's files, so that no crash takes it. */
export function startJournal(): void {
  useDocuments.subscribe(({ documents }, before) => {
    if (documents === before.documents) return;
    for (const [key, open] of Object.entries(documents)) {
      const old = before.documents[key];
      if (old?.history !== open.history || old.saved !== open.saved) wait(key);
    }
    for (const key of Object.keys(before.documents)) if (documents[key] === undefined) drop(key);
  });
  // The page may go at any time from here on.
  window.addEventListener('pagehide', flushJournal);
  window.addEventListener('blur', flushJournal);
}

function wait(key: string): void {
  const old = waiting.get(key);
  if (old !== undefined) window.clearTimeout(old.timer);
  const now = Date.now();
  const since = old?.since ?? now;
  const rest = Math.max(0, Math.min(REST_MS, since + LONGEST_MS - now));
  waiting.set(key, { since, timer: window.setTimeout(() => settle(key), rest) });
}

function settle(key: string): void {
  const timer = waiting.get(key)?.timer;
  if (timer !== undefined) window.clearTimeout(timer);
  waiting.delete(key);
  const open = documentOf(key);
  if (open === undefined) return;
  if (!isUnsaved(open)) {
    drop(key);
    return;
  }
  if (written.get(key) === open.history) return;
  written.set(key, open.history);
  void call('journal/write', entryFor(open, Date.now()));
}

/** Takes a document out of the journal, if it is in there. */
function drop(key: string): void {
  const timer = waiting.get(key)?.timer;
  if (timer !== undefined) window.clearTimeout(timer);
  waiting.delete(key);
  if (written.delete(key)) void call('journal/drop', { key });
}

/** Writes what still waits. */
export function flushJournal(): void {
  for (const key of [...waiting.keys()]) settle(key);
}

/** Tells that the journal has an entry for a document that was brought back from it. */
export function adoptEntry(key: string, history: History): void {
  written.set(key, history);
}

/** Takes an entry out that the person gave up. */
export function discardEntry(key: string): void {
  void call('journal/drop', { key });
}
