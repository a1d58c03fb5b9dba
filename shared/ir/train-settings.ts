import type { DocNode, TrainSettings } from '../document/types';
import type { WeightSettings, WeightSettingsOf } from './builder';
import type { WeightRole } from './primitive';

/** One node on the way down to a primitive, with what it says of training. */
export interface TrainLevel {
  readonly train: DocNode['train'];
  /** Path of the node (of this repetition of it). */
  readonly path: string;
  /** Which repetition, or null when the node stands once. */
  readonly index: number | null;
}

const PLAIN: WeightSettings = { init: null, lrMult: 1, decayMult: 1, frozen: false };

function isPlain(train: DocNode['train']): boolean {
  if (train.init !== null || train.lrMult !== 1 || train.decayMult !== 1 || train.frozen) return false;
  for (const _ in train.parts) return false;
  return true;
}

/**
 * Settings of every weight below a chain of nodes. Multipliers of the levels multiply, one frozen level freezes, and
 * the outermost level that names a start wins: who uses a composite has the last word.
 * @param levels outermost first
 */
export function settingsBelow(levels: readonly TrainLevel[]): WeightSettingsOf {
  const telling = levels.filter((level) => !isPlain(level.train));
  if (telling.length === 0) return () => PLAIN;
  return (path, role) => telling.map((level) => settingsAt(level, path, role)).reduce(combine);
}

function combine(outer: WeightSettings, inner: WeightSettings): WeightSettings {
  return {
    init: outer.init ?? inner.init,
    lrMult: outer.lrMult * inner.lrMult,
    decayMult: outer.decayMult * inner.decayMult,
    frozen: outer.frozen || inner.frozen,
  };
}

/** A node's start is for kernels; another weight starts differently only where a part names that very weight. */
function settingsAt(level: TrainLevel, path: string, role: WeightRole): WeightSettings {
  const inside = path.slice(level.path.length + 1);
  const weight = inside === '' ? role : `${inside}/${role}`;
  const part = longestMatch(Object.keys(level.train.parts), namesOf(weight, level.index));
  const { init, lrMult, decayMult, frozen }: TrainSettings =
    part === undefined ? level.train : level.train.parts[part]!;
  const named = part !== undefined && namesOf(weight, level.index).includes(part);
  return { init: role === 'kernel' || named ? init : null, lrMult, decayMult, frozen };
}

/** What a part may call a weight: in a repeated node either of one repetition (`0/conv1/bias`) or of all. */
export function namesOf(weight: string, index: number | null): readonly string[] {
  return index === null ? [weight] : [`${index}/${weight}`, weight];
}

/** The part that covers most of a weight's name; names come most exact first, and win in that order. */
function longestMatch(parts: readonly string[], names: readonly string[]): string | undefined {
  let best: string | undefined;
  for (const name of names) {
    for (const part of parts) {
      if (covers(part, name) && (best === undefined || part.length > best.length)) best = part;
    }
  }
  return best;
}

/** Whether `part` is `name` or a path above it. */
export function covers(part: string, name: string): boolean {
  return name === part || name.startsWith(`${part}/`);
}
