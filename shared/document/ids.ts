import type { Command } from './command';
import { own } from './own';
import type { GraphPart, Note } from './types';

/**
 * Highest number given per base, over everything a document's history has seen: `{ conv: 4 }` after `conv4`.
 *
 * It is kept in the history, not in the document: undoing a step must give the file back to the byte, so a mark in
 * the file would have to be undone as well, and then the id would be given again. The history goes into the journal,
 * and so lives as long as undo can bring a removed node back. What outlives both (runs, checkpoints, exports) carries
 * its own graph and that graph's logical hash, and is never matched to a document by id alone.
 */
export type IdMarks = Readonly<Record<string, number>>;

const NUMBERED = /^(.*?)([1-9]\d{0,8})$/;
/** The highest number that `NUMBERED` reads. */
const MAX_NUMBER = 999_999_999;
const MAX_LENGTH = 64;
/** Room for a hyphen and a number. */
const MAX_BASE = MAX_LENGTH - 10;

/** `conv12` is number 12 of `conv`; an id without a number is number 0 of itself. */
function split(id: string): readonly [base: string, number: number] {
  const match = NUMBERED.exec(id);
  return match === null ? [id, 0] : [match[1]!, Number(match[2])];
}

/** Ids that commands put into a document. */
function* idsIn(commands: readonly Command[]): Generator<string> {
  for (const command of commands) {
    if (command.type === 'add-node') yield command.node.id;
    else if (command.type === 'add-edge') yield command.edge.id;
    else if (command.type === 'set-notes') for (const { id } of command.notes) yield id;
  }
}

/**
 * Marks after some commands were carried out.
 * @param commands the commands and their inverses: the latter name what was removed
 */
export function markIds(marks: IdMarks, commands: readonly Command[]): IdMarks {
  let next: Record<string, number> | null = null;
  for (const id of idsIn(commands)) {
    const [base, number] = split(id);
    if ((own(next ?? marks, base) ?? -1) >= number) continue;
    next ??= { ...marks };
    next[base] = number;
  }
  return next ?? marks;
}

/**
 * An id for a new node, edge or note: `base` and the number after the highest that this base ever had here. No id of
 * the document and none that the history has seen is given again.
 * @param part the document (or the inside of a composite)
 * @param marks the history's `given`
 * @param base how the id starts, such as the block's kind; cut to fit, and made to end in a hyphen after a digit
 */
export function newId(
  part: GraphPart & { readonly notes?: readonly Note[] },
  marks: IdMarks,
  base: string,
): string {
  const letters = base.replace(/[^A-Za-z0-9_-]/g, '').replace(/^[^A-Za-z]+/, '') || 'node';
  const ids = [...part.nodes, ...part.edges, ...(part.notes ?? [])].map(({ id }) => id);
  for (let attempt = 0; ; attempt++) {
    const cut = (attempt === 0 ? letters : `n${attempt}-${letters}`).slice(0, MAX_BASE);
    const start = /\d$/.test(cut) ? `${cut}-` : cut;
    const numbers = ids.map(split).map(([other, number]) => (other === start ? number : 0));
    const highest = numbers.reduce((most, number) => Math.max(most, number), own(marks, start) ?? 0);
    // A file may hold `conv999999999`: then another base.
    if (highest < MAX_NUMBER) return `${start}${highest + 1}`;
  }
}
