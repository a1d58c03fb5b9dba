import { historyFromJson, newHistory, type History } from '../../shared/document/history';
import { readDocument } from '../../shared/document/parse';
import { printDocument } from '../../shared/document/print';
import type { InlayDocument } from '../../shared/document/types';
import type { Problem } from '../../shared/problems/problem';
import type { JournalEntry, Session } from '../../shared/protocol/window';

/** What to do with a document that was open when the window ended. */
export interface StartPlan {
  /** Saved files to open again, in the order of their tabs. */
  readonly reopen: readonly { readonly key: string; readonly file: string }[];
  /** What a crash left, to be offered; newest first. */
  readonly offer: readonly JournalEntry[];
  /** The tab to bring to the front; null is the start page. */
  readonly active: string | null;
}

/** Decides what comes back: a tab whose edits are in the journal waits until the person has said what becomes of them. */
export function planStart(session: Session, journal: readonly JournalEntry[]): StartPlan {
  const keys = new Set(journal.map(({ key }) => key));
  const files = new Set(journal.flatMap(({ file }) => (file === null ? [] : [file.id])));
  const reopen = session.tabs.flatMap(({ key, file }) =>
    file === null || keys.has(key) || files.has(file) ? [] : [{ key, file }],
  );
  const active = reopen.some(({ key }) => key === session.active) ? session.active : null;
  return { reopen, offer: [...journal].sort((a, b) => b.at - a.at), active };
}

type Recovered =
  | { readonly ok: true; readonly value: History }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** The document of a journal entry with its undo steps; where these cannot be read, without them. */
export function recover({ text, history }: JournalEntry): Recovered {
  const read = readDocument(text);
  if (!read.ok) return read;
  const steps = historyFromJson(read.value, jsonOf(history));
  return { ok: true, value: steps.ok ? steps.value : newHistory(read.value) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** How a document differs from what its file holds. */
export interface Difference {
  /** Nodes that only the edited one has, that only the file has, and that both have but not alike. */
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  /** Anything else: edges, places, recipes, names, notes. */
  readonly other: boolean;
}

/** Counts what was edited since `from`: null for a document that has no file. */
export function differenceOf(from: InlayDocument | null, to: InlayDocument): Difference {
  const before = new Map((from?.nodes ?? []).map((node) => [node.id, JSON.stringify(node)]));
  const after = new Map(to.nodes.map((node) => [node.id, JSON.stringify(node)]));
  const both = [...after].filter(([id]) => before.has(id));
  const counts = {
    added: after.size - both.length,
    removed: before.size - both.length,
    changed: both.filter(([id, node]) => before.get(id) !== node).length,
  };
  if (from === null) return { ...counts, other: false };
  return { ...counts, other: printDocument({ ...from, nodes: [] }) !== printDocument({ ...to, nodes: [] }) };
}
