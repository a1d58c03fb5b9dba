import { createNode } from '../../shared/blocks/registry';
import { emptyDocument } from '../../shared/document/empty';
import { readDocument } from '../../shared/document/parse';
import { printDocument } from '../../shared/document/print';
import type { DocEdge, DocNode, InlayDocument } from '../../shared/document/types';
import { analyse } from '../../shared/ir/analyse';

/** Medians in milliseconds. */
export interface AnalyseBench {
  readonly nodes: number;
  /** Reading the file: JSON, schema, form. */
  readonly parseMs: number;
  /** Validation, shapes, costs, receptive fields and problems of a document seen for the first time. */
  readonly fullMs: number;
  /** The same after one edit: a parameter near the input, in the middle, near the output, by turns. */
  readonly editMs: number;
  /** After an edit that changes every shape behind it: the first convolution's filters. */
  readonly worstEditMs: number;
}

const NODES = 1000;
const ROUNDS = 60;

/** Residual stages of mlpconv, norm, SE and plain convolutions: composites, variadic ports and long chains alike. */
function network(): InlayDocument {
  const nodes: DocNode[] = [createNode('input', 'input', { height: 64, width: 64 })];
  const edges: DocEdge[] = [];
  const join = (from: string, to: string, port = 'in') =>
    edges.push({ id: `e${edges.length}`, from: [from, 'out'], to: [to, port] });
  const add = (kind: string, id: string, params = {}) => {
    const before = nodes[nodes.length - 1]!.id;
    nodes.push(createNode(kind, id, params));
    join(before, id);
    return id;
  };
  add('conv', 'stem', { filters: 64 });
  for (let unit = 0; nodes.length < NODES - 3; unit++) {
    const start = nodes[nodes.length - 1]!.id;
    const kinds = ['conv', 'batch-norm', 'activation', 'mlpconv', 'dropout', 'se'];
    for (const kind of kinds.slice(0, NODES - 4 - nodes.length)) {
      const params = kind === 'mlpconv' ? { widths: [64, 64, 64] } : {};
      add(kind, `${kind}${unit}`, params);
    }
    join(start, add('add', `add${unit}`));
  }
  add('gap-head', 'head', { projection: true });
  add('output', 'out');
  const outputs = [{ node: 'out', role: 'class', loss: 'cross-entropy', weight: 1 }] as const;
  const layout = Object.fromEntries(nodes.map(({ id }, index) => [id, [index * 22, 0] as const]));
  return { ...emptyDocument('bench'), nodes, edges, outputs, layout };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)]!;
}

/** Median time of `work` on inputs made outside the clock. */
function timed<T>(prepare: (round: number) => T, work: (input: T) => unknown): number {
  const times: number[] = [];
  for (let round = -10; round < ROUNDS; round++) {
    const input = prepare(round + 10);
    const start = performance.now();
    work(input);
    if (round >= 0) times.push(performance.now() - start);
  }
  return median(times);
}

function withParams(document: InlayDocument, id: string, params: DocNode['params']): InlayDocument {
  const nodes = document.nodes.map((node) =>
    node.id === id ? { ...node, params: { ...node.params, ...params } } : node,
  );
  return { ...document, nodes };
}

/** Measures the analysis of a document of a thousand nodes. */
export function benchAnalyse(): AnalyseBench {
  const document = network();
  const text = printDocument(document);
  const read = () => {
    const result = readDocument(text);
    if (!result.ok) throw new Error(JSON.stringify(result.problems[0]));
    return result.value;
  };
  const analysis = analyse(document);
  const [problem] = analysis.problems;
  if (problem) throw new Error(JSON.stringify(problem));
  const units = [0, 70, 139];
  return {
    nodes: document.nodes.length,
    parseMs: timed(() => text, read),
    fullMs: timed(read, (fresh) => analyse(fresh)),
    editMs: timed(
      (round) =>
        withParams(document, `dropout${units[round % units.length]}`, { rate: 0.1 + (round % 7) / 10 }),
      (edited) => analyse(edited, analysis),
    ),
    worstEditMs: timed(
      (round) => withParams(document, 'stem', { kernel: [1 + 2 * (round % 4), 1], filters: 64 }),
      (edited) => analyse(edited, analysis),
    ),
  };
}
