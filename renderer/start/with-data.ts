import { MAX_CHANNELS, MAX_EXTENT } from '../../shared/blocks/limits';
import { blockOf } from '../../shared/blocks/registry';
import { commit, newHistory, type History } from '../../shared/document/history';
import type { InlayDocument } from '../../shared/document/types';
import { fitToData, type DataShape, type FitToData } from '../../shared/edit/fit-to-data';
import { analyse, type Analysis } from '../../shared/ir/analyse';

/** A network on its way to other data. */
export interface Fitted {
  readonly fit: FitToData;
  /** The changed network; what was changed is its one step. */
  readonly history: History;
}

/** The network made to fit the data, as one step that can be undone. */
export function fitted(document: InlayDocument, data: DataShape): Fitted {
  const before = newHistory(document);
  const fit = fitToData(before, data);
  const after = commit(before, fit.edit.commands, { label: fit.edit.label });
  if (!after.ok) throw new Error(after.problem.code);
  return { fit, history: after.value };
}

/** The images that a network takes and the classes that it tells apart, null without such an output. */
export interface Takes {
  readonly shape: DataShape['shape'];
  readonly classes: number | null;
}

/** What a template takes as it is. */
export function takes(analysis: Analysis): Takes {
  const { document, nodes } = analysis;
  const input = document.nodes.find(({ kind }) => blockOf(kind)?.fits?.image !== undefined);
  const [height = 1, width = 1, channels = 1] = nodes.get(input?.id ?? '')?.shape ?? [];
  const output = document.outputs.find(({ role }) => role === 'class');
  const logits = output === undefined ? undefined : nodes.get(output.node)?.shape;
  return { shape: [height, width, channels], classes: logits?.length === 1 ? logits[0]! : null };
}

/** As `takes`, of a document. */
export function takesOf(document: InlayDocument): Takes {
  return takes(analyse(document));
}

/** Sizes as they are typed. */
export interface TypedSizes {
  readonly height: string;
  readonly width: string;
  readonly channels: string;
  readonly classes: string;
}

export type Size = keyof TypedSizes;

const LIMITS: Readonly<Record<Size, readonly [min: number, max: number]>> = {
  height: [1, MAX_EXTENT],
  width: [1, MAX_EXTENT],
  channels: [1, MAX_CHANNELS],
  classes: [2, MAX_CHANNELS],
};

/** A size that was typed; null when it is none, or none that a network can have. */
export function parseSize(size: Size, text: string): number | null {
  if (!/^\d{1,6}$/.test(text.trim())) return null;
  const [min, max] = LIMITS[size];
  const value = Number(text);
  return value >= min && value <= max ? value : null;
}

/** What was typed as data; null while some of it cannot be. Without classes, those of the network stay. */
export function parseSizes(typed: TypedSizes, classes: number | null): DataShape | null {
  const height = parseSize('height', typed.height);
  const width = parseSize('width', typed.width);
  const channels = parseSize('channels', typed.channels);
  const count = classes === null ? 1 : parseSize('classes', typed.classes);
  if (height === null || width === null || channels === null || count === null) return null;
  return { shape: [height, width, channels], classes: count };
}
