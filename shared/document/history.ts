import * as z from 'zod';
import { problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import { applyCommands } from './apply';
import type { Command } from './command';
import { commandSchema } from './command-schema';
import { markIds, type IdMarks } from './ids';
import { boolean, check, dictionary, integer, list, number, strict, text } from './strict';
import type { InlayDocument } from './types';

/** Steps that can be undone; the oldest go first. */
export const MAX_STEPS = 2000;

/** What a step did, for the language catalogue: the code of a sentence and its arguments. */
export interface StepLabel {
  readonly code: string;
  readonly args: Readonly<Record<string, string | number | boolean>>;
}

/** One step of undo: what one gesture, menu item or script did. */
interface HistoryEntry {
  readonly label: StepLabel;
  /** Commits that follow under the same gesture id become part of this step. */
  readonly gesture: string | null;
  readonly commands: readonly Command[];
  readonly inverse: readonly Command[];
}

/** A document and the steps that led to it. Immutable, like the document. */
export interface History {
  readonly document: InlayDocument;
  /** Oldest first. */
  readonly past: readonly HistoryEntry[];
  /** What can be redone, next last. */
  readonly future: readonly HistoryEntry[];
  /** See `ids.ts`. */
  readonly given: IdMarks;
}

/** A document with nothing to undo. */
export function newHistory(document: InlayDocument): History {
  return { document, past: [], future: [], given: {} };
}

/**
 * Carries out commands as one step. When one fails, the history stays as it is.
 * @param options.gesture an id unique to one gesture (a drag, a slider's travel): all its commits make one step
 */
export function commit(
  history: History,
  commands: readonly Command[],
  options: { readonly label: StepLabel; readonly gesture?: string },
): Result<History> {
  if (commands.length === 0) return success(history);
  const applied = applyCommands(history.document, commands);
  if (!applied.ok) return applied;
  const { doc, inverse } = applied.value;
  const entry = { label: options.label, gesture: options.gesture ?? null, commands, inverse };
  const last = history.past[history.past.length - 1];
  const goesOn = last !== undefined && entry.gesture !== null && last.gesture === entry.gesture;
  const past = goesOn ? [...history.past.slice(0, -1), merged(last, entry)] : [...history.past, entry];
  return success({
    document: doc,
    past: past.slice(-MAX_STEPS),
    future: [],
    given: markIds(history.given, [...commands, ...inverse]),
  });
}

/** Takes the last step back. Problem: `document/nothing-to-undo`. */
export function undo(history: History): Result<History> {
  const entry = history.past[history.past.length - 1];
  if (entry === undefined) return failure(problem('document/nothing-to-undo', {}));
  const applied = applyCommands(history.document, entry.inverse);
  if (!applied.ok) return applied;
  return success({
    ...history,
    document: applied.value.doc,
    past: history.past.slice(0, -1),
    future: [...history.future, entry],
  });
}

/** Makes the step again that was taken back last. Problem: `document/nothing-to-redo`. */
export function redo(history: History): Result<History> {
  const entry = history.future[history.future.length - 1];
  if (entry === undefined) return failure(problem('document/nothing-to-redo', {}));
  const applied = applyCommands(history.document, entry.commands);
  if (!applied.ok) return applied;
  return success({
    ...history,
    document: applied.value.doc,
    past: [...history.past, entry],
    future: history.future.slice(0, -1),
  });
}

/** What a command sets as a whole, so that a later one of the same target makes it needless; null for others. */
function targetOf(command: Command): string | null {
  switch (command.type) {
    case 'set-param':
      return `${command.type} ${command.node} ${command.param}`;
    case 'set-node':
      return `${command.type} ${command.node} ${Object.keys(command.change).sort().join(' ')}`;
    case 'move-nodes':
      return `${command.type} ${Object.keys(command.to).sort().join(' ')}`;
    case 'reconnect-edge':
      return `${command.type} ${command.edge} ${command.from !== undefined} ${command.to !== undefined}`;
    case 'replace-node':
      return `${command.type} ${command.node}`;
    case 'set-composite':
      return `${command.type} ${command.id}`;
    case 'set-outputs':
    case 'set-recipe':
    case 'set-name':
    case 'set-notes':
      return command.type;
    default:
      return null;
  }
}

/**
 * Two commits of one gesture as one step. A drag sends a move per frame: where the new commands set the same targets
 * as the last ones did, they take their place, and the inverse from before still holds.
 */
function merged(last: HistoryEntry, next: HistoryEntry): HistoryEntry {
  const { label, gesture } = last;
  const start = last.commands.length - next.commands.length;
  const supersedes = next.commands.every((command, index) => {
    const target = targetOf(command);
    const earlier = last.commands[start + index];
    return target !== null && earlier !== undefined && targetOf(earlier) === target;
  });
  if (supersedes) {
    return {
      label,
      gesture,
      commands: [...last.commands.slice(0, start), ...next.commands],
      inverse: last.inverse,
    };
  }
  return {
    label,
    gesture,
    commands: [...last.commands, ...next.commands],
    inverse: [...next.inverse, ...last.inverse],
  };
}

const entrySchema = strict({
  label: strict({
    code: text(100),
    args: z.record(z.string(), z.union([text(10_000), number(-Number.MAX_VALUE, Number.MAX_VALUE), boolean])),
  }),
  commands: list(commandSchema, 1_000_000),
  inverse: list(commandSchema, 1_000_000),
});

const historySchema = strict({
  version: z.literal(1, { error: '1' }),
  past: list(entrySchema, MAX_STEPS),
  future: list(entrySchema, MAX_STEPS),
  given: dictionary(integer(0, 999_999_999)),
});

/** A history as plain JSON, for the journal. The document is not in it, and gestures have ended. */
export interface HistoryJson {
  readonly version: 1;
  readonly past: readonly Omit<HistoryEntry, 'gesture'>[];
  readonly future: readonly Omit<HistoryEntry, 'gesture'>[];
  readonly given: IdMarks;
}

/** The steps as JSON; see `historyFromJson`. */
export function historyToJson({ past, future, given }: History): HistoryJson {
  const plain = ({ label, commands, inverse }: HistoryEntry) => ({ label, commands, inverse });
  return { version: 1, past: past.map(plain), future: future.map(plain), given };
}

/**
 * The history of a document from its journal. Steps that do not fit the document fail when they are undone, and leave
 * it as it is.
 * Problems: those of a file's form, with the path inside `json`.
 */
export function historyFromJson(document: InlayDocument, json: unknown): Result<History> {
  const checked = check(historySchema, json);
  if (!checked.ok) return failure(checked.problems[0]!);
  const { past, future, given } = checked.value as HistoryJson;
  const ended = (entry: Omit<HistoryEntry, 'gesture'>) => ({ ...entry, gesture: null });
  return success({ document, past: past.map(ended), future: future.map(ended), given });
}
