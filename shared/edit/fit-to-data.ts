import type { Command } from '../document/command';
import type { History } from '../document/history';
import type { InlayDocument } from '../document/types';
import type { Analysis } from '../ir/analyse';
import type { Problem } from '../problems/problem';
import type { RecipeBook } from '../recipe/types';
import type { Edit } from './edit';
import { Fitting, type DataChange } from './fitting';
import { step } from './step';

export type { DataChange } from './fitting';

export interface FitToData {
  readonly edit: Edit;
  /** What the edit changes, for people to read. */
  readonly changes: readonly DataChange[];
  /** Ids of recipes whose class weights were for another number of classes, and are dropped. */
  readonly withoutClassWeights: readonly string[];
  /** Errors that the network would have with these data and does not have now: images too small for its windows. */
  readonly problems: readonly Problem[];
  /** Side of the smallest square image, up to 512, on which it has none of them; null without problems or such a size. */
  readonly smallestImage: number | null;
}

/** What a network must know of a data set. */
export interface DataShape {
  /** Height, width, channels. */
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classes: number;
}

/**
 * Makes a network fit other images: sizes at its inputs, and as many values at its outputs as there are classes. From
 * each output it goes back to the layer that decides how many there are, by what blocks declare of themselves
 * (`fits`): for Network in Network to the classes of the head and on to the maps of the last mlpconv. It goes into
 * users' composites too: there it changes the definition, or the exposed parameter that the layer's is made from.
 */
export function fitToData({ document }: History, data: DataShape): FitToData {
  // Counts first: with the new images a network may no longer work, and then no count would be known.
  const widths = new Fitting(document);
  const before = errorsOf(widths.analysis);
  for (const { node } of document.outputs) widths.width(node, data.classes);
  const images = resized(widths, data.shape);
  const { recipe } = document;
  const withoutClassWeights = misfits(recipe, data.classes);
  const commands: Command[] = [...images.commands, ...widths.commands];
  if (withoutClassWeights.length > 0) {
    commands.push({ type: 'set-recipe', recipe: unweighted(recipe, withoutClassWeights) });
  }
  const problems = newErrors(images.analysis, before);
  return {
    edit: { commands, label: step('fit-to-data', {}), created: [] },
    changes: [...images.changes, ...widths.changes],
    withoutClassWeights,
    problems,
    smallestImage: problems.length === 0 ? null : smallestImage(images, data.shape, before),
  };
}

function resized({ document, analysis }: Fitting, shape: DataShape['shape']): Fitting {
  const images = new Fitting(document, analysis);
  for (const node of document.nodes) images.image(node, shape);
  return images;
}

/** Largest side that is tried. */
const MAX_SIDE = 512;

/** Windows fit into any larger image if they fit into a smaller one, so halving finds the first that works. */
function smallestImage(
  fitted: Fitting,
  [height, width, channels]: DataShape['shape'],
  before: ReadonlySet<string>,
): number | null {
  const works = (side: number) =>
    newErrors(resized(fitted, [side, side, channels]).analysis, before).length === 0;
  let [fails, good] = [Math.min(height, width) - 1, MAX_SIDE];
  if (fails >= good || !works(good)) return null;
  while (good - fails > 1) {
    const middle = Math.floor((fails + good) / 2);
    if (works(middle)) good = middle;
    else fails = middle;
  }
  return good;
}

/** Errors as texts to compare, without the sizes in them: one that changes with the images is no new one. */
function errorsOf({ problems }: Pick<Analysis, 'problems'>): ReadonlySet<string> {
  return new Set(problems.filter(({ severity }) => severity === 'error').map(placed));
}

function placed({ code, where }: Problem): string {
  return JSON.stringify([code, where.node, where.port, where.param, where.edge, where.path]);
}

function newErrors(
  { problems }: Pick<Analysis, 'problems'>,
  before: ReadonlySet<string>,
): readonly Problem[] {
  return problems.filter((found) => found.severity === 'error' && !before.has(placed(found)));
}

function misfits({ recipes }: RecipeBook, classes: number): readonly string[] {
  return Object.entries(recipes).flatMap(([id, { classWeights }]) =>
    classWeights !== null && classWeights.length !== classes ? [id] : [],
  );
}

function unweighted({ active, recipes }: RecipeBook, ids: readonly string[]): InlayDocument['recipe'] {
  const changed = Object.entries(recipes).map(([id, recipe]) =>
    ids.includes(id) ? [id, { ...recipe, classWeights: null }] : [id, recipe],
  );
  return { active, recipes: Object.fromEntries(changed) as RecipeBook['recipes'] };
}
