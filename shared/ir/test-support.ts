import { createNode } from '../blocks/registry';
import { emptyDocument } from '../document/empty';
import type { DocEdge, DocNode, DocOutput, InlayDocument, ParamValue } from '../document/types';
import { toIr } from './to-ir';
import type { IrGraph } from './ir';

type Params = Readonly<Record<string, ParamValue>>;

/** An output of a test's document. */
export function classOutput(node: string, role: DocOutput['role'] = 'class', weight = 1): DocOutput {
  return { node, role, loss: 'cross-entropy', weight };
}

/** A document of these nodes and edges (`a>b`, `a.port>b.port`; ports `out` and `in` unless said). */
export function documentOf(
  nodes: readonly DocNode[],
  edges: string,
  outputs: readonly DocOutput[] = [classOutput('out')],
): InlayDocument {
  const end = (text: string, port: string) => {
    const [node = '', named = port] = text.split('.');
    return [node, named] as const;
  };
  const drawn = edges
    .split(' ')
    .filter((word) => word !== '')
    .map((word, index): DocEdge => {
      const [from = '', to = ''] = word.split('>');
      return { id: `e${index}`, from: end(from, 'out'), to: end(to, 'in') };
    });
  const layout = Object.fromEntries(nodes.map(({ id }, index) => [id, [220 * index, 0] as const]));
  return { ...emptyDocument('test'), nodes, edges: drawn, outputs, layout };
}

/** A document in which each node feeds the next: an input `input`, the links, an output `out`. */
export function chainOf(
  input: readonly [height: number, width: number, channels: number],
  links: readonly (readonly [kind: string, id: string, params?: Params])[],
): InlayDocument {
  const [height, width, channels] = input;
  const nodes = [
    createNode('input', 'input', { height, width, channels }),
    ...links.map(([kind, id, params]) => createNode(kind, id, params)),
    createNode('output', 'out'),
  ];
  const edges = nodes.slice(1).map(({ id }, index) => `${nodes[index]!.id}>${id}`);
  return documentOf(nodes, edges.join(' '));
}

/** One node changed. */
export function withNode(
  document: InlayDocument,
  id: string,
  change: (node: DocNode) => DocNode,
): InlayDocument {
  return { ...document, nodes: document.nodes.map((node) => (node.id === id ? change(node) : node)) };
}

/** One node's parameters changed. */
export function withParams(document: InlayDocument, id: string, params: Params): InlayDocument {
  return withNode(document, id, (node) => ({ ...node, params: { ...node.params, ...params } }));
}

/** A document's network; throws with its problems when there is none. */
export function irOf(document: InlayDocument): IrGraph {
  const ir = toIr(document, { labelSmoothing: 0, classWeights: null });
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  return ir.value;
}
