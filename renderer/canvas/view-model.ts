import type { Category } from '../../shared/blocks/block';
import type { ParamValues, ParamSpecs } from '../../shared/blocks/params';
import { blockOf } from '../../shared/blocks/registry';
import { compositeIdOf } from '../../shared/document/hash';
import { own } from '../../shared/document/own';
import type { DocNode, InlayDocument, ParamValue } from '../../shared/document/types';
import { portsOfKind } from '../../shared/edit/nodes';
import type { Analysis, NodeAnalysis } from '../../shared/ir/analyse';
import { insideOf, type InsideNode } from '../../shared/ir/inside';
import { copiesOf } from '../../shared/ir/parameters';
import { formatShape } from '../../shared/ir/shape';
import type { Problem } from '../../shared/problems/problem';
import type { ChosenKernel } from '../../shared/protocol/events';
import { msText, summariseKernels } from '../../shared/protocol/run-state-kernels';
import { KERNEL_CHOICES } from '../../shared/targets/tensorflow/kernel-choice';
import { categoryOf } from '../documents/category';
import type { OpenDocument } from '../documents/store';
import { blockWords, type Language, type Words } from '../platform/language';
import { short } from '../platform/numbers';

/** Everything that the drawing of a node depends on, but for its place and whether it is selected. */
export type BlockData = {
  readonly documentKey: string;
  /** The node's id; inside an opened composite its path. */
  readonly path: string;
  readonly kind: string;
  readonly label: string;
  /** The name of a user's own block; empty for registered ones. */
  readonly definition: string;
  readonly category: Category | 'own';
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly repeat: number;
  readonly frozen: boolean;
  readonly composite: boolean;
  /** Inside an opened composite: to look at, not to edit. */
  readonly inner: boolean;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly analysis: NodeAnalysis;
  readonly problems: readonly Problem[];
};

const NO_PROBLEMS: readonly Problem[] = [];

/** Problems by the node of the document (or path inside it) that they are shown on. */
export function problemsByNode(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  const add = (id: string, item: Problem): void => {
    const known = found.get(id);
    if (known === undefined) found.set(id, [item]);
    else known.push(item);
  };
  for (const item of problems) {
    const { node } = item.where;
    if (node === undefined) continue;
    const [outer = node] = node.split('/');
    add(outer, item);
    if (outer !== node) add(node, item);
  }
  return found;
}

function same(a: readonly Problem[], b: readonly Problem[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Nodes and analyses never change: what was made of the same ones is the same, so that nothing is drawn again. */
const made = new WeakMap<DocNode | InsideNode, BlockData>();

function kept(from: DocNode | InsideNode, next: BlockData): BlockData {
  const old = made.get(from);
  const holds =
    old !== undefined &&
    old.documentKey === next.documentKey &&
    old.analysis === next.analysis &&
    old.definition === next.definition &&
    same(old.problems, next.problems) &&
    old.inputs.join() === next.inputs.join() &&
    old.outputs.join() === next.outputs.join();
  if (holds) return old;
  made.set(from, next);
  return next;
}

function definitionName(kind: string, composites: InlayDocument['composites']): string {
  const id = compositeIdOf(kind);
  return id === null ? '' : (own(composites, id)?.name ?? '');
}

function portNames(kind: string, composites: InlayDocument['composites']) {
  const { inputs, outputs } = portsOfKind(kind, composites);
  return { inputs: inputs.map(([name]) => name), outputs };
}

/** What is drawn of a node of the document. */
export function blockData(
  documentKey: string,
  node: DocNode,
  analysis: Analysis,
  problems: ReadonlyMap<string, readonly Problem[]>,
): BlockData {
  const { composites } = analysis.document;
  const { id, kind, label, params } = node;
  return kept(node, {
    documentKey,
    path: id,
    kind,
    label,
    definition: definitionName(kind, composites),
    category: categoryOf(kind, composites),
    params,
    repeat: copiesOf(node),
    frozen: node.train.frozen,
    composite: blockOf(kind)?.type === 'composite' || compositeIdOf(kind) !== null,
    inner: false,
    ...portNames(kind, composites),
    analysis: analysis.nodes.get(id)!,
    problems: problems.get(id) ?? NO_PROBLEMS,
  });
}

/** What is drawn of a node inside an opened composite. */
export function innerData(
  documentKey: string,
  node: InsideNode,
  composites: InlayDocument['composites'],
  problems: ReadonlyMap<string, readonly Problem[]>,
): BlockData {
  const { path, kind, label, params, composite, analysis } = node;
  return kept(node, {
    documentKey,
    path,
    kind,
    label,
    definition: definitionName(kind, composites),
    category: categoryOf(kind, composites),
    params,
    repeat: 1,
    frozen: false,
    composite,
    inner: true,
    ...portNames(kind, composites),
    analysis,
    problems: problems.get(path) ?? NO_PROBLEMS,
  });
}

/** What a node is called, and what it is when that is not its name. */
export function nameOf(
  { kind, label, definition }: Pick<BlockData, 'kind' | 'label' | 'definition'>,
  language: Language,
): { readonly name: string; readonly what: string } {
  const block = definition === '' ? blockWords(language, kind).name : definition;
  const registered = blockOf(kind);
  const paper = registered?.type === 'composite' ? (registered.reference?.title ?? '') : '';
  if (label === '' || label === block) return { name: block, what: paper };
  // `mlpconv 1` says what it is already.
  const said = [block, blockWords('en', kind).name].some((word) =>
    label.toLowerCase().startsWith(word.toLowerCase()),
  );
  return { name: label, what: said && paper !== '' ? paper : block };
}

/** The line of parameters, as the field writes it; empty where they cannot be read. */
export function captionOf({ kind, params }: Pick<BlockData, 'kind' | 'params'>): string {
  const block = blockOf(kind);
  if (block === undefined) return '';
  try {
    return block.caption(params as ParamValues<ParamSpecs>);
  } catch {
    // A parameter of a wrong type: the problem on the node says so.
    return '';
  }
}

/** The line of cost. */
export function costOf({ analysis }: Pick<BlockData, 'analysis'>, t: Words): string {
  if (analysis.shape === null) return t('canvas.no-shape');
  if (analysis.parameters === 0) return t('canvas.no-parameters');
  const args = { parameters: short(analysis.parameters, t), macs: short(analysis.macs, t) };
  return analysis.macs === 0 ? t('canvas.cost-parameters', args) : t('canvas.cost', args);
}

/** A few words and a sentence on how a node's convolutions are computed, and how fast. @param nodes at least one */
export function kernelMark(
  nodes: readonly ChosenKernel[],
  t: Words,
): { readonly mark: string; readonly help: string } {
  const { counts, ms } = summariseKernels(nodes);
  const ways = KERNEL_CHOICES.filter((kernel) => counts[kernel] > 0);
  const time = ms === null ? null : t('canvas.milliseconds', { value: msText(ms) });
  const [only] = nodes;
  if (nodes.length === 1 && only !== undefined) {
    const name = t(`canvas.kernel-${only.choice}`);
    const tried = only.candidates.map(({ kernel, ms: took }) =>
      took === null
        ? t('canvas.kernel-refused', { kernel: t(`canvas.kernel-${kernel}`) })
        : t('canvas.kernel-time', { kernel: t(`canvas.kernel-${kernel}`), value: msText(took) }),
    );
    const measured =
      tried.length === 0 ? '' : t('canvas.kernel-measured', { times: tried.join(t('canvas.comma')) });
    return {
      mark: time === null ? name : `${name} ${time}`,
      help: `${t(`canvas.kernel-${only.choice}-help`)}${measured}`,
    };
  }
  const parts = ways.map((kernel) =>
    t('canvas.kernel-count', { kernel: t(`canvas.kernel-${kernel}`), count: counts[kernel] }),
  );
  const list = parts.join(t('canvas.comma'));
  const help = t('canvas.kernels-help', { count: nodes.length, list });
  const total = time === null ? '' : t('canvas.kernels-time', { time });
  return { mark: [time, ...parts].filter(Boolean).join(' · '), help: `${help}${total}` };
}

/** A node in one sentence, for a screen reader. */
export function spokenName(data: BlockData, language: Language, t: Words): string {
  const { name, what } = nameOf(data, language);
  const { shape } = data.analysis;
  return [
    name,
    what,
    ...(shape === null ? [] : [t('canvas.gives', { shape: formatShape(shape) })]),
    ...(data.frozen ? [t('canvas.frozen')] : []),
    ...(data.problems.length > 0 ? [t('canvas.problems', { count: data.problems.length })] : []),
  ]
    .filter(Boolean)
    .join(t('canvas.comma'));
}

/** Whether the node at a path can be opened. */
export function isComposite(open: OpenDocument, path: string): boolean {
  return insideOf(open.analysis, path) !== null;
}
