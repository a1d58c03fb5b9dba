import { COMPOSITE_PREFIX } from '../../shared/document/schema';
import { own } from '../../shared/document/own';
import type { DocNode, InlayDocument } from '../../shared/document/types';
import type { Problem } from '../../shared/problems/problem';
import { blockWords, type Language } from '../platform/language';

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
  const titleOf = (id: string): string => {
    const node = document.nodes.find((candidate) => candidate.id === id);
    return node === undefined ? id : nodeTitle(language, node, document.composites);
  };
  if (where.node !== undefined) {
    const [outer = '', ...inside] = where.node.split('/');
    const node = document.nodes.find(({ id }) => id === outer);
    const label =
      where.param === undefined || node === undefined
        ? where.param
        : (own(blockWords(language, node.kind).params, where.param)?.label ?? where.param);
    return [titleOf(outer), ...inside, ...(label === undefined ? [] : [label])].join(' · ');
  }
  const edge = document.edges.find(({ id }) => id === where.edge);
  if (edge !== undefined) return `${titleOf(edge.from[0])} → ${titleOf(edge.to[0])}`;
  return '';
}
