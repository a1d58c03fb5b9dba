import type { Command } from '../document/command';
import type { History } from '../document/history';
import { compositeIdOf } from '../document/hash';
import { own } from '../document/own';
import type { CompositeDefinition, DocNode, GraphPart, InlayDocument, ParamValue } from '../document/types';
import { catchProblem } from '../problems/catch';
import { fail } from '../problems/problem';
import { success, type Result } from '../problems/result';
import { setParam } from './change';
import type { Edit } from './edit';
import { named, step } from './step';

/** A node that the document stores, found by its path. */
export interface InnerPlace {
  /** The definition that holds it; null: the document's own graph does. */
  readonly holder: CompositeDefinition | null;
  readonly node: DocNode;
}

const COPY = /^\d+$/;

/**
 * The stored node at a path, such as `stage1/unit/0/conv1`. All copies of a repeated node are one stored node, and so
 * are the inner nodes of all uses of a definition.
 * Problems: `document/unknown-node`; `edit/inside-block` for a path into a built-in composite, whose parts are not
 * stored.
 */
export function placeOf(document: InlayDocument, path: string): Result<InnerPlace> {
  return catchProblem(() => {
    const [id = '', ...rest] = path.split('/').filter((part) => !COPY.test(part));
    let place: InnerPlace = { holder: null, node: nodeIn(document, id, path) };
    let outer = id;
    for (const inner of rest) {
      const { kind } = place.node;
      const holder = own(document.composites, compositeIdOf(kind) ?? '');
      if (!holder) fail('edit/inside-block', { node: outer, kind }, { node: path });
      place = { holder, node: nodeIn(holder, inner, path) };
      outer += `/${inner}`;
    }
    return place;
  });
}

function nodeIn(part: GraphPart, id: string, path: string): DocNode {
  const found = part.nodes.find((node) => node.id === id);
  return found ?? fail('document/unknown-node', { node: path }, { node: path });
}

/** The command that puts another node in a stored node's place; inside a definition that is an edit of all its uses. */
export function replacing({ holder, node }: InnerPlace, by: DocNode): Command {
  if (!holder) return { type: 'replace-node', node: node.id, by };
  const nodes = holder.nodes.map((other) => (other.id === node.id ? by : other));
  return { type: 'set-composite', id: holder.id, definition: { ...holder, nodes } };
}

/**
 * Sets a parameter of the node at a path. One inside a user's composite changes the definition, and with it all uses.
 * Problems: those of `placeOf`.
 */
export function setInnerParam(
  history: History,
  path: string,
  param: string,
  value: ParamValue,
): Result<Edit> {
  const found = placeOf(history.document, path);
  if (!found.ok) return found;
  const { holder, node } = found.value;
  if (!holder) return success(setParam(history, node.id, param, value));
  const block = holder.name === '' ? holder.id : holder.name;
  const label = step('set-inner-param', { ...named(node, history.document), param, block });
  const unchanged = JSON.stringify(own(node.params, param)) === JSON.stringify(value);
  const by = { ...node, params: { ...node.params, [param]: value } };
  return success({ commands: unchanged ? [] : [replacing(found.value, by)], label, created: [] });
}
