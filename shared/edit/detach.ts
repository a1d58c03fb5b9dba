import type { AnyBlock, Fragment, InputPorts } from '../blocks/block';
import { blockOf, checkParams, createNode } from '../blocks/registry';
import type { History } from '../document/history';
import { COMPOSITE_PREFIX } from '../document/schema';
import type { CompositeDefinition, DocNode, InlayDocument } from '../document/types';
import { analyse } from '../ir/analyse';
import { lowerNode } from '../ir/lower';
import { standIns } from '../ir/template';
import { catchProblem } from '../problems/catch';
import { problem, type Problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import { freeId } from './adopt-composites';
import type { Edit } from './edit';
import { placeOf, replacing, type InnerPlace } from './inner';
import { named, step } from './step';

type AnyComposite = Extract<AnyBlock, { type: 'composite' }>;

/**
 * Turns a node's built-in composite into a block of the user's own, in place: the definition is what the block expands
 * to now, and the node keeps id, label, repeat, settings and edges. Inner ids are the block's own, so every path, and
 * with it every weight name, initial value and random mask, stays what it was. Undoing it closes the block again.
 * @param path a node of the document (`se1`), or one inside a user's composite (`stage1/unit`): then the definition
 *   around it changes, for all its uses
 * @param name what to call the new block; by default the node's label or the block's English name
 * Problems: `edit/cannot-detach`, `edit/detach-many-inputs`, `edit/detach-shapes-unknown`, and `edit/detach-differs`
 * where copies or uses do not expand to one and the same inside; those of `placeOf`.
 */
export function detach({ document }: History, path: string, name = ''): Result<Edit> {
  const found = placeOf(document, path);
  if (!found.ok) return found;
  const { node } = found.value;
  const block = blockOf(node.kind);
  if (block?.type !== 'composite') {
    return failure(problem('edit/cannot-detach', { node: path, kind: node.kind }, { node: path }));
  }
  const refused = refusedPorts(block, path);
  if (refused) return failure(refused);
  const insides = insidesOf(document, found.value);
  const [fragment, ...others] = insides;
  if (!fragment) return failure(problem('edit/detach-shapes-unknown', { node: path }, { node: path }));
  if (others.length > 0) {
    return failure(problem('edit/detach-differs', { node: path, count: insides.length }, { node: path }));
  }
  const id = freeId(node.kind, new Set(Object.keys(document.composites)));
  const shown = name || node.label || block.text.en.name;
  const definition = definitionFrom(fragment, block, { id, name: shown });
  const kept = { id: node.id, label: node.label, repeat: node.repeat, train: node.train };
  const by: DocNode = { ...kept, kind: `${COMPOSITE_PREFIX}${id}`, kindVersion: 1, params: {} };
  const commands = [{ type: 'set-composite', id, definition } as const, replacing(found.value, by)];
  return success({ commands, label: step('detach', named(node, document)), created: [] });
}

/** A definition's ports take one edge each. */
function refusedPorts({ kind, inputs }: AnyComposite, path: string): Problem | null {
  const ports = Object.entries(inputs as InputPorts).flatMap(([port, takes]) =>
    takes === 'many' ? [port] : [],
  );
  return ports.length === 0 ? null : problem('edit/detach-many-inputs', { kind, ports }, { node: path });
}

/** The different insides that a stored node comes to, over its copies and all uses of the definition around it. */
function insidesOf(document: InlayDocument, { holder, node }: InnerPlace): readonly Fragment[] {
  const insides = new Map<string, Fragment>();
  const wanted = holder?.id ?? null;
  for (const entry of analyse(document).entries.values()) {
    if ((wanted === null && entry.node.id !== node.id) || checkParams(entry.node).length > 0) continue;
    // A use that cannot be lowered tells of what comes before its problem.
    catchProblem(() =>
      lowerNode(entry.node, standIns(entry.inputs), document.composites, (place, fragment) => {
        if (place.definition === wanted && place.node === node.id)
          insides.set(JSON.stringify(fragment), fragment);
      }),
    );
  }
  return [...insides.values()];
}

function definitionFrom(
  fragment: Fragment,
  block: AnyComposite,
  { id, name }: { readonly id: string; readonly name: string },
): CompositeDefinition {
  const ports = Object.keys(block.inputs as InputPorts);
  return {
    id,
    name,
    // Computed by the command.
    hash: '0'.repeat(64),
    params: [],
    inputs: ports.map((port) => ({ port, to: fragment.inputs[port] ?? [] })),
    outputs: (block.outputs as readonly string[]).map((port) => ({ port, from: fragment.outputs[port]! })),
    nodes: fragment.nodes.map((inner) => createNode(inner.kind, inner.id, inner.params, inner.label)),
    edges: fragment.edges.map(({ from, to }, index) => ({ id: `e${index + 1}`, from, to })),
    layout: {},
  };
}
