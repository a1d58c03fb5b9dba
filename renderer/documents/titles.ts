import { COMPOSITE_PREFIX } from '../../shared/document/schema';
import { own } from '../../shared/document/own';
import type { DocNode, InlayDocument } from '../../shared/document/types';
import type { Explanation } from '../../shared/language/explain';
import type { Problem, Repair } from '../../shared/problems/problem';
import { blockWords, codeOf, explainIn, type Language, type Words } from '../platform/language';

type Named = Pick<DocNode, 'kind' | 'label'>;

/** What a kind of block is called; a person's own block by the name that its definition gives. */
export function kindName(language: Language, kind: string, composites: InlayDocument['composites']): string {
  if (!kind.startsWith(COMPOSITE_PREFIX)) return blockWords(language, kind).name;
  return own(composites, kind.slice(COMPOSITE_PREFIX.length))?.name ?? kind;
}

/** What a node is called: its label, or else its block's name. */
export function nodeTitle(language: Language, node: Named, composites: InlayDocument['composites']): string {
  return node.label === '' ? kindName(language, node.kind, composites) : node.label;
}

/** Where a problem sits, by the names that stand on the canvas; empty when nowhere in particular. */
export function problemPlace(language: Language, problem: Problem, document: InlayDocument): string {
  const { where } = problem;
  if (where.node === undefined) return edgeTitle(language, document, where.edge) ?? '';
  const outer = where.node.split('/')[0];
  const kind = document.nodes.find(({ id }) => id === outer)?.kind;
  const label =
    where.param === undefined || kind === undefined
      ? where.param
      : (own(blockWords(language, kind).params, where.param)?.label ?? where.param);
  return [pathTitle(language, document, where.node), ...(label === undefined ? [] : [label])].join(' · ');
}

/** What stands for ids and keys in a sentence: the document's titles, the blocks' labels. */
interface Names {
  readonly language: Language;
  readonly words: Words;
  readonly document: InlayDocument;
}

/**
 * A problem in the window's words. Sentences are shared with the command line, which names nodes and parameters as
 * the file does; here they are called as the canvas and the inspector call them.
 */
export function explainHere(
  language: Language,
  words: Words,
  problem: Problem,
  document: InlayDocument | undefined,
): Explanation {
  if (document === undefined) return explainIn(language, problem);
  // Pseudo-language is made of the whole sentence.
  const names: Names = { language: codeOf(language), words, document };
  const node = problem.where.node;
  const repairs = problem.repairs.map((repair): Repair => {
    const args = namedArguments(names, repair.args, node);
    return { ...repair, args: quoted(names, args) } as Repair;
  });
  return explainIn(language, {
    ...problem,
    args: namedArguments(names, problem.args, node),
    repairs,
  } as Problem);
}

/** Chinese sentences bring their quotation marks along, and so do the problems of both languages. */
function quoted<A extends object>({ language }: Names, args: A): A {
  if (language !== 'en') return args;
  const named = ['node', 'param', 'kind', 'edge'];
  return mapArguments(args, (key, value) => (named.includes(key) ? `“${String(value)}”` : value));
}

function mapArguments<A extends object>(args: A, change: (key: string, value: unknown) => unknown): A {
  return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, change(key, value)])) as A;
}

/** @param place the node that the problem is about: its block's labels stand for keys of parameters */
function namedArguments<A extends object>(names: Names, args: A, place: string | undefined): A {
  const id = 'node' in args ? args.node : place;
  const { language, document } = names;
  const kind = document.nodes.find((node) => node.id === id)?.kind;
  const named = (key: string, text: string): string => {
    if (key === 'node' || key === 'nodes' || key === 'from' || key === 'to')
      return pathTitle(language, document, text);
    if (key === 'kind' || key === 'nearest') return kindName(language, text, document.composites);
    if (key === 'edge') return edgeTitle(language, document, text) ?? text;
    if (kind === undefined) return text;
    const { params, options } = blockWords(language, kind);
    if (key === 'param' || key === 'known') return own(params, text)?.label ?? text;
    if (key === 'options') return own(options ?? {}, text) ?? text;
    return key === 'value' ? valueText(names, options ?? {}, text) : text;
  };
  return mapArguments(args, (key, value) => {
    if (typeof value === 'string') return named(key, value);
    return Array.isArray(value) ? value.map((one) => named(key, String(one))) : value;
  });
}

/** A parameter's value as the inspector shows it; sentences carry strings as they are and the rest as JSON. */
function valueText({ words }: Names, options: Readonly<Record<string, string>>, text: string): string {
  if (text === 'true' || text === 'false') return words(text === 'true' ? 'common.on' : 'common.off');
  if (text.startsWith('[')) return (JSON.parse(text) as readonly unknown[]).join(' · ');
  return own(options, text) ?? text;
}

/** A node's title, or the way to a part inside it. */
function pathTitle(language: Language, document: InlayDocument, path: string): string {
  const [outer = '', ...inside] = path.split('/');
  const node = document.nodes.find(({ id }) => id === outer);
  return [node === undefined ? outer : nodeTitle(language, node, document.composites), ...inside].join(' · ');
}

function edgeTitle(language: Language, document: InlayDocument, id: string | undefined): string | undefined {
  const edge = document.edges.find((candidate) => candidate.id === id);
  return (
    edge && `${pathTitle(language, document, edge.from[0])} → ${pathTitle(language, document, edge.to[0])}`
  );
}
