import { create } from 'zustand';
import { newHistory, type History } from '../../shared/document/history';
import { printDocument } from '../../shared/document/print';
import type { InlayDocument } from '../../shared/document/types';
import { analyse, type Analysis } from '../../shared/ir/analyse';
import type { FileRef, FileStamp } from '../../shared/protocol/window';

export interface Selection {
  readonly nodes: readonly string[];
  readonly edges: readonly string[];
}

type Step = History['past'][number];

function lastStep({ past }: History): Step | null {
  return past[past.length - 1] ?? null;
}

/** One document that is open in a tab. What can be undone is its history; the rest is how it is looked at. */
export interface OpenDocument {
  readonly key: string;
  readonly history: History;
  /** Of `history.document`, always. */
  readonly analysis: Analysis;
  readonly file: FileRef | null;
  /** Of the file as last read or written. */
  readonly stamp: FileStamp | null;
  /** The document that the file holds; null while there is no file, or it holds something else. */
  readonly saved: InlayDocument | null;
  /** The last step when `saved` was what it is: back at this step, the document is the saved one again. */
  readonly savedStep: Step | null;
  /** What became of the file since. */
  readonly disk: 'same' | 'changed' | 'gone';
  readonly selection: Selection;
  /** Paths of composites shown open (`mlp1`, `mlp1/conv2`). */
  readonly opened: readonly string[];
}

interface DocumentsState {
  readonly documents: Readonly<Record<string, OpenDocument>>;
  /** Keys in the order of the tabs. */
  readonly order: readonly string[];
  /** The tab in front; null is the start page. */
  readonly active: string | null;
}

export const useDocuments = create<DocumentsState>()(() => ({ documents: {}, order: [], active: null }));

export const NO_SELECTION: Selection = { nodes: [], edges: [] };

let made = 0;

/** A key that no other window session has given. */
function newKey(): string {
  made += 1;
  return `d${Date.now().toString(36)}-${made}`;
}

/** Opens a tab and brings it to the front. @returns its key */
export function addDocument(
  document: InlayDocument,
  rest: {
    readonly key?: string;
    readonly file?: FileRef | null;
    readonly stamp?: FileStamp | null;
    readonly history?: History;
    /** False for one that was recovered: the file holds something else. */
    readonly saved?: boolean;
    readonly front?: boolean;
  } = {},
): string {
  const key = rest.key ?? newKey();
  const file = rest.file ?? null;
  const history = rest.history ?? newHistory(document);
  const opened: OpenDocument = {
    key,
    history,
    analysis: analyse(document),
    file,
    stamp: rest.stamp ?? null,
    saved: file !== null && rest.saved !== false ? document : null,
    savedStep: lastStep(history),
    disk: 'same',
    selection: NO_SELECTION,
    opened: [],
  };
  useDocuments.setState(({ documents, order, active }) => ({
    documents: { ...documents, [key]: opened },
    order: order.includes(key) ? order : [...order, key],
    active: rest.front === false ? active : key,
  }));
  return key;
}

/** Takes a tab away; its neighbour comes to the front. */
export function dropDocument(key: string): void {
  useDocuments.setState(({ documents, order, active }) => {
    const at = order.indexOf(key);
    const left = order.filter((one) => one !== key);
    const { [key]: _gone, ...rest } = documents;
    const next = active === key ? (left[Math.min(at, left.length - 1)] ?? null) : active;
    return { documents: rest, order: left, active: next };
  });
}

/** Brings a tab to the front, or with null the start page. */
export function showDocument(key: string | null): void {
  useDocuments.setState({ active: key });
}

/** Changes how a document is kept or looked at; edits go through `edit`. */
export function updateDocument(
  key: string,
  change: Partial<Omit<OpenDocument, 'key' | 'history' | 'analysis' | 'savedStep'>>,
): void {
  useDocuments.setState(({ documents }) => {
    const old = documents[key];
    return old === undefined ? {} : { documents: { ...documents, [key]: { ...old, ...change } } };
  });
}

/** Tells that a file now holds what `history` was when it was printed; the document may have moved on since. */
export function markSaved(
  key: string,
  history: History,
  { file, stamp }: { readonly file: FileRef; readonly stamp: FileStamp },
): void {
  useDocuments.setState(({ documents }) => {
    const old = documents[key];
    if (old === undefined) return {};
    const saved = history.document;
    const next: OpenDocument = { ...old, file, stamp, saved, savedStep: lastStep(history), disk: 'same' };
    return { documents: { ...documents, [key]: next } };
  });
}

/** Puts another document in a tab's place: what was read anew from the disk. Its steps begin again. */
export function replaceDocument(key: string, document: InlayDocument, stamp: FileStamp): void {
  const old = documentOf(key);
  if (old === undefined) return;
  const history = newHistory(document);
  const next: OpenDocument = {
    ...old,
    ...{ history, stamp, analysis: analyse(document), saved: document, savedStep: null, disk: 'same' },
    selection: NO_SELECTION,
    opened: [],
  };
  useDocuments.setState(({ documents }) => ({ documents: { ...documents, [key]: next } }));
}

/** Moves a tab to another place in the row. */
export function moveDocument(key: string, to: number): void {
  useDocuments.setState(({ order }) => {
    const rest = order.filter((one) => one !== key);
    return { order: [...rest.slice(0, to), key, ...rest.slice(to)] };
  });
}

/** Puts a later (or earlier) state of the history in place. What is no longer there is no longer selected. */
export function setHistory(key: string, history: History): void {
  useDocuments.setState(({ documents }) => {
    const old = documents[key];
    if (old === undefined || old.history === history) return {};
    const analysis =
      old.history.document === history.document ? old.analysis : analyse(history.document, old.analysis);
    const selection = stillThere(old.selection, history.document);
    const next: OpenDocument = { ...old, history, analysis, selection, saved: savedAt(old, history) };
    return { documents: { ...documents, [key]: next } };
  });
}

/**
 * Undo makes documents anew: back at the step that was saved, the new one stands for what the file holds. The oldest
 * steps are forgotten, so the same step alone proves nothing.
 */
function savedAt({ saved, savedStep }: OpenDocument, history: History): InlayDocument | null {
  if (saved === null || saved === history.document || lastStep(history) !== savedStep) return saved;
  return printDocument(saved) === printDocument(history.document) ? history.document : saved;
}

function stillThere(selection: Selection, document: InlayDocument): Selection {
  if (selection.nodes.length === 0 && selection.edges.length === 0) return selection;
  const nodes = new Set(document.nodes.map(({ id }) => id));
  const edges = new Set(document.edges.map(({ id }) => id));
  // Nodes inside opened composites are selected by their path; their first part is the document's.
  const kept = {
    nodes: selection.nodes.filter((path) => nodes.has(path.split('/')[0]!)),
    edges: selection.edges.filter((id) => edges.has(id)),
  };
  const same = kept.nodes.length === selection.nodes.length && kept.edges.length === selection.edges.length;
  return same ? selection : kept;
}

/** The document in front, outside React. */
export function activeDocument(): OpenDocument | null {
  const { documents, active } = useDocuments.getState();
  return active === null ? null : (documents[active] ?? null);
}

/** One open document, outside React. */
export function documentOf(key: string): OpenDocument | undefined {
  return useDocuments.getState().documents[key];
}

export function useDocument(key: string): OpenDocument | undefined {
  return useDocuments(({ documents }) => documents[key]);
}

/** Whether there is anything that the file does not hold. */
export function isUnsaved(document: OpenDocument): boolean {
  if (document.saved === document.history.document) return false;
  // An untouched new document is nothing to lose.
  return document.file !== null || document.history.past.length > 0 || document.saved !== null;
}
