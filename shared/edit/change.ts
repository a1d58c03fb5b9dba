import type { Command } from '../document/command';
import type { History, StepLabel } from '../document/history';
import { own } from '../document/own';
import type { DocNode, InlayDocument, Note, ParamValue, Repeat } from '../document/types';
import type { Repair } from '../problems/problem';
import type { RecipeBook } from '../recipe/types';
import type { Edit } from './edit';
import { namedById, step, stepOn } from './step';

/*
 * Edits that change what is there. One that would change nothing has no commands, and so makes no step. An unknown
 * node is left to the commands, which refuse it.
 */

type Place = readonly [number, number];

function edit(label: StepLabel, commands: readonly Command[], created: readonly string[] = []): Edit {
  return { commands, label, created };
}

function nodeIn(document: InlayDocument, id: string): DocNode | undefined {
  return document.nodes.find((node) => node.id === id);
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Sets one parameter. */
export function setParam({ document }: History, node: string, param: string, value: ParamValue): Edit {
  const label = step('set-param', { ...namedById(node, document), param });
  const unchanged = same(own(nodeIn(document, node)?.params ?? {}, param), value);
  return edit(label, unchanged ? [] : [{ type: 'set-param', node, param, value }]);
}

/** Sets a node's label; the step is called by the name it had. */
export function rename({ document }: History, node: string, label: string): Edit {
  const unchanged = nodeIn(document, node)?.label === label;
  return edit(
    step('rename', namedById(node, document)),
    unchanged ? [] : [{ type: 'set-node', node, change: { label } }],
  );
}

/** Keeps the weights of nodes from learning, or lets them learn again. */
export function setFrozen({ document }: History, nodes: readonly string[], frozen: boolean): Edit {
  const wanted = new Set(nodes);
  const changing = document.nodes.filter(({ id, train }) => wanted.has(id) && train.frozen !== frozen);
  const commands = changing.map(({ id, train }): Command => ({
    type: 'set-node',
    node: id,
    change: { train: { ...train, frozen } },
  }));
  return edit(stepOn(frozen ? 'freeze' : 'unfreeze', changing, document), commands);
}

/** Lets a node stand so many times in a row. */
export function setRepeat({ document }: History, node: string, repeat: Repeat): Edit {
  const label = step('set-repeat', { ...namedById(node, document), repeat: repeatText(repeat) });
  const unchanged = same(nodeIn(document, node)?.repeat, repeat);
  return edit(label, unchanged ? [] : [{ type: 'set-node', node, change: { repeat } }]);
}

function repeatText(repeat: Repeat): number | string {
  return typeof repeat === 'number' ? repeat : `(${repeat.expr})`;
}

/** Moves nodes by hand. Under one gesture id all moves of a drag are one step. */
export function moveNodes({ document }: History, to: Readonly<Record<string, Place>>): Edit {
  const moving = document.nodes.filter(({ id }) => own(to, id) !== undefined);
  return edit(stepOn('move', moving, document), moves(document, moving, to));
}

/** Moves nodes to where an automatic arrangement puts them. */
export function arrangeNodes({ document }: History, to: Readonly<Record<string, Place>>): Edit {
  const moving = document.nodes.filter(({ id }) => own(to, id) !== undefined);
  return edit(step('arrange', {}), moves(document, moving, to));
}

/** One command, its nodes always the same ones: the moves of a drag then take each other's place. */
function moves(
  { layout }: InlayDocument,
  nodes: readonly DocNode[],
  to: Readonly<Record<string, Place>>,
): readonly Command[] {
  if (nodes.every(({ id }) => same(own(layout, id), to[id]))) return [];
  return [{ type: 'move-nodes', to: Object.fromEntries(nodes.map(({ id }) => [id, to[id]!])) }];
}

/** A problem's way out. Its commands are for the document in which the problem was found. */
export function applyRepair({ code, commands }: Repair): Edit {
  const created = commands.flatMap((command) => (command.type === 'add-node' ? [command.node.id] : []));
  return edit(step(`repair/${code}`, {}), commands, created);
}

/** Replaces the recipes. */
export function setRecipe({ document }: History, recipe: RecipeBook): Edit {
  return edit(step('set-recipe', {}), same(document.recipe, recipe) ? [] : [{ type: 'set-recipe', recipe }]);
}

/** Names the document. */
export function setName({ document }: History, name: string): Edit {
  return edit(step('set-name', {}), document.name === name ? [] : [{ type: 'set-name', name }]);
}

/** Replaces the notes: the step is called by whether one came, went or changed. */
export function setNotes({ document }: History, notes: readonly Note[]): Edit {
  const growth = notes.length - document.notes.length;
  const code = growth > 0 ? 'add-note' : growth < 0 ? 'remove-note' : 'edit-note';
  return edit(step(code, {}), same(document.notes, notes) ? [] : [{ type: 'set-notes', notes }]);
}
