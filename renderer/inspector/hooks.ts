import { useShallow } from 'zustand/react/shallow';
import type { DocEdge, DocNode } from '../../shared/document/types';
import type { NodeAnalysis } from '../../shared/ir/entry';
import type { Problem } from '../../shared/problems/problem';
import { activeRecipe } from '../../shared/recipe/active-recipe';
import { NO_SELECTION, useDocuments, type Selection } from '../documents/store';

/*
 * Each hook reads one thing that keeps its identity while it does not change, so that moving nodes about the canvas
 * leaves the inspector alone.
 */

export function useSelection(key: string): Selection {
  return useDocuments(({ documents }) => documents[key]?.selection ?? NO_SELECTION);
}

export function useNode(key: string, id: string): DocNode | undefined {
  return useDocuments(({ documents }) =>
    documents[key]?.history.document.nodes.find((node) => node.id === id),
  );
}

export function useEdge(key: string, id: string): DocEdge | undefined {
  return useDocuments(({ documents }) =>
    documents[key]?.history.document.edges.find((edge) => edge.id === id),
  );
}

export function useNodeAnalysis(key: string, id: string): NodeAnalysis | undefined {
  return useDocuments(({ documents }) => documents[key]?.analysis.nodes.get(id));
}

/** The batch of the recipe in use; null while the document names none. */
export function useBatch(key: string): number | null {
  return useDocuments(({ documents }) => {
    const document = documents[key]?.history.document;
    if (document === undefined) return null;
    const recipe = activeRecipe(document);
    return recipe.ok ? recipe.value.batch : null;
  });
}

/** A node's problems, those of its inside included. */
export function useNodeProblems(key: string, id: string): readonly Problem[] {
  return useDocuments(
    useShallow(({ documents }) =>
      (documents[key]?.analysis.problems ?? []).filter(({ where }) => where.node?.split('/')[0] === id),
    ),
  );
}
