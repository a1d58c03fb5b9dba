import type { DataParams } from '../blocks/block';
import { blockOf } from '../blocks/registry';
import { applyCommands } from '../document/apply';
import type { Command } from '../document/command';
import type { History } from '../document/history';
import { own } from '../document/own';
import type { DocNode, InlayDocument, ParamValue } from '../document/types';
import { analyse, type Analysis } from '../ir/analyse';
import type { RecipeBook } from '../recipe/types';
import { ProblemSignal } from '../problems/problem';
import type { Edit } from './edit';
import { step } from './step';

export interface DataChange {
  readonly node: string;
  readonly param: string;
  readonly from: ParamValue;
  readonly to: ParamValue;
}

export interface FitToData {
  readonly edit: Edit;
  /** What the edit changes, for people to read. */
  readonly changes: readonly DataChange[];
  /** Ids of recipes whose class weights were for another number of classes, and are dropped. */
  readonly withoutClassWeights: readonly string[];
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
 * (`fits`): for Network in Network to the classes of the head and on to the maps of the last mlpconv.
 */
export function fitToData(history: History, data: DataShape): FitToData {
  const fitting = new Fitting(history.document);
  for (const node of history.document.nodes) fitting.image(node, data.shape);
  for (const { node } of history.document.outputs) fitting.width(node, data.classes);
  const { recipe } = history.document;
  const withoutClassWeights = misfits(recipe, data.classes);
  const commands: Command[] = [...fitting.commands];
  if (withoutClassWeights.length > 0) {
    commands.push({ type: 'set-recipe', recipe: unweighted(recipe, withoutClassWeights) });
  }
  const edit = { commands, label: step('fit-to-data', {}), created: [] };
  return { edit, changes: fitting.changes, withoutClassWeights };
}

function misfits({ recipes }: RecipeBook, classes: number): readonly string[] {
  return Object.entries(recipes).flatMap(([id, { classWeights }]) =>
    classWeights !== null && classWeights.length !== classes ? [id] : [],
  );
}

function unweighted({ active, recipes }: RecipeBook, ids: readonly string[]): RecipeBook {
  const changed = Object.entries(recipes).map(([id, recipe]) =>
    ids.includes(id) ? [id, { ...recipe, classWeights: null }] : [id, recipe],
  );
  return { active, recipes: Object.fromEntries(changed) as RecipeBook['recipes'] };
}

/** A document on its way to fit, analysed after every change. */
class Fitting {
  readonly commands: Command[] = [];
  readonly changes: DataChange[] = [];
  private readonly seen = new Set<string>();
  private analysis: Analysis;

  constructor(private document: InlayDocument) {
    this.analysis = analyse(document);
  }

  /** Sets the size of the images that enter at a node, where some do. */
  image(node: DocNode, shape: DataShape['shape']): void {
    fitsOf(node)?.image?.forEach((param, axis) => this.set(node, param, shape[axis]!));
  }

  /** Makes a node's result have so many channels (or values): by the node itself, or by what it reads. */
  width(id: string, count: number): void {
    const wired = this.analysis.wiring.get(id);
    if (!wired || this.seen.has(id)) return;
    this.seen.add(id);
    const shape = this.analysis.nodes.get(id)?.shape;
    const before = shape?.[shape.length - 1];
    if (before === count) return;
    const param = fitsOf(wired.node)?.channels;
    if (param !== undefined) {
      this.set(wired.node, param, lastSet(wired.node.params[param], count));
      // Some heads only average what they are given: then the maps must be as many before them.
      if (!this.isBroken(id)) return;
    }
    // Without a say of its own, a block passes on what it reads when the counts are the same.
    for (const { id: edge, from } of wired.incoming) {
      const arriving = this.analysis.edges.get(edge);
      const passes = arriving === undefined || before === undefined || lastOf(arriving) === before;
      if (passes) this.width(from[0], count);
    }
  }

  private isBroken(id: string): boolean {
    const problems = this.analysis.nodes.get(id)?.problems ?? [];
    return problems.some(({ severity }) => severity === 'error');
  }

  private set(node: DocNode, param: string, value: ParamValue): void {
    const from = own(node.params, param);
    if (from === undefined || JSON.stringify(from) === JSON.stringify(value)) return;
    const command: Command = { type: 'set-param', node: node.id, param, value };
    const applied = applyCommands(this.document, [command]);
    if (!applied.ok) throw new ProblemSignal(applied.problem);
    this.document = applied.value.doc;
    this.analysis = analyse(this.document, this.analysis);
    this.commands.push(command);
    this.changes.push({ node: node.id, param, from, to: value });
  }
}

function fitsOf({ kind }: DocNode): DataParams<Record<string, never>> | undefined {
  return blockOf(kind)?.fits;
}

function lastOf(shape: readonly number[]): number | undefined {
  return shape[shape.length - 1];
}

/** A count, or a list with this count as its last entry. */
function lastSet(value: ParamValue | undefined, count: number): ParamValue {
  return Array.isArray(value) ? [...(value as readonly number[]).slice(0, -1), count] : count;
}
