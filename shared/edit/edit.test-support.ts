import { templates, type TemplateId } from '../../templates';
import { commit, newHistory, undo, type History } from '../document/history';
import { readDocument } from '../document/parse';
import { printDocument } from '../document/print';
import type { InlayDocument } from '../document/types';
import type { Result } from '../problems/result';
import type { Edit } from './edit';

/* Imported by tests only. */

/** A template's document. */
export function template(id: TemplateId): InlayDocument {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** What a result holds; throws with its problem when it holds none. */
export function got<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** The history after an edit, once its undoing was seen to give the document back to the byte. */
export function after(history: History, edit: Edit): History {
  const next = got(commit(history, edit.commands, { label: edit.label }));
  if (edit.commands.length > 0) {
    const back = printDocument(got(undo(next)).document);
    if (back !== printDocument(history.document)) throw new Error(`undoing ${edit.label.code} left a trace`);
  }
  return next;
}

/** `after` for a document. */
export function edited(document: InlayDocument, make: (history: History) => Edit): InlayDocument {
  const history = newHistory(document);
  return after(history, make(history)).document;
}

/** A document's edges as `a.out>b.in`. */
export function edgesOf(document: InlayDocument): readonly string[] {
  return document.edges.map(({ from, to }) => `${from.join('.')}>${to.join('.')}`);
}
