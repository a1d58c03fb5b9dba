import type { PortKind } from '../blocks/block';
import { createNode } from '../blocks/registry';
import { compositeIdOf } from '../document/hash';
import { own } from '../document/own';
import type { DocNode, DocOutput, InlayDocument, ParamValue, PortRef } from '../document/types';
import { portsOfNode } from '../ir/lower';
import { catchProblem } from '../problems/catch';
import { problem, type Problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';

type Composites = InlayDocument['composites'];

/** A new node with all parameters stored: a block's, or those that a user's own block exposes. */
export function makeNode(
  kind: string,
  id: string,
  params: Readonly<Record<string, ParamValue>>,
  composites: Composites,
): DocNode {
  const definition = own(composites, compositeIdOf(kind) ?? '');
  const exposed = definition?.params.map(({ name, default: value }) => [name, value] as const) ?? [];
  return createNode(kind, id, { ...Object.fromEntries(exposed), ...params });
}

/** How an id of a new node of this kind starts. */
export function idBase(kind: string): string {
  return compositeIdOf(kind) ?? kind;
}

interface NodePorts {
  readonly inputs: readonly (readonly [port: string, takes: PortKind])[];
  readonly outputs: readonly string[];
}

/** A kind's ports in their order; none for an unknown kind. */
export function portsOfKind(kind: string, composites: Composites): NodePorts {
  const ports = catchProblem(() => portsOfNode({ kind }, composites));
  if (!ports.ok) return { inputs: [], outputs: [] };
  return { inputs: Object.entries(ports.value.inputs), outputs: ports.value.outputs };
}

/** The ports by which a kind stands in a chain: its first input and its first output. */
export function wayThrough(
  kind: string,
  composites: Composites,
): Result<{ readonly input: string; readonly output: string }> {
  const { inputs, outputs } = portsOfKind(kind, composites);
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined) return failure(problem('edit/no-way-through', { kind }));
  return success({ input: input[0], output });
}

/** Whether a kind takes values and gives none: a network's output. */
export function isSink(kind: string, composites: Composites): boolean {
  const { inputs, outputs } = portsOfKind(kind, composites);
  return inputs.length > 0 && outputs.length === 0;
}

/** The document's outputs with one more; a network has one of role class, the others help it learn. */
export function listed(
  outputs: readonly DocOutput[],
  node: string,
  entry: Omit<DocOutput, 'node'> = { role: 'class', loss: 'cross-entropy', weight: 1 },
): readonly DocOutput[] {
  const role = outputs.some((output) => output.role === 'class') ? 'auxiliary' : entry.role;
  return [...outputs, { node, role, loss: entry.loss, weight: entry.weight }];
}

/** The node of an id, or the problem that there is none. */
export function nodeOf(document: InlayDocument, id: string): Result<DocNode> {
  const node = document.nodes.find((candidate) => candidate.id === id);
  return node ? success(node) : failure(unknownNode(id));
}

export function unknownNode(id: string): Problem {
  return problem('document/unknown-node', { node: id }, { node: id });
}

export function samePort(a: PortRef, b: PortRef): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
