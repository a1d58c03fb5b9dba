import type { Command } from '../document/command';
import type { History } from '../document/history';
import { markIds, newId, type IdMarks } from '../document/ids';

const NOTHING = { nodes: [], edges: [] };

/** Gives out ids for all that one edit makes: none that the document holds, the history has seen, or it gave before. */
export class NewIds {
  private marks: IdMarks;

  constructor({ document, given }: Pick<History, 'document' | 'given'>) {
    // What the document holds counts as if commands had made it: one pass, however many ids are asked for.
    const made: Command[] = document.nodes.map((node) => ({ type: 'add-node', node, at: null }));
    for (const edge of document.edges) made.push({ type: 'add-edge', edge });
    made.push({ type: 'set-notes', notes: document.notes });
    this.marks = markIds(given, made);
  }

  /** @param base how the id starts, such as a block's kind */
  next(base: string): string {
    const id = newId(NOTHING, this.marks, base);
    const edge = { id, from: ['a', 'a'], to: ['a', 'a'] } as const;
    this.marks = markIds(this.marks, [{ type: 'add-edge', edge }]);
    return id;
  }
}

/** What an id is without its number: copies of `mlp1` go on from there. */
export function baseOf(id: string): string {
  return id.replace(/\d+$/, '');
}
