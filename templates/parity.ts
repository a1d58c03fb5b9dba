import type { Analysis } from '../shared/ir/analyse';
import { insideOf } from '../shared/ir/inside';
import type { NodeAnalysis } from '../shared/ir/entry';
import type { ParityRow } from './catalogue/types';
import type { StageSummary } from './summaries';

/**
 * What a stage of ours gives and holds, as an analysis of the template says.
 * @throws for a path that leads to no node: the catalogue and the template disagree
 */
export function ourStage(analysis: Analysis, { node, nodes = [node] }: ParityRow): StageSummary {
  const { shape } = nodeAt(analysis, node);
  const parameters = nodes.reduce((sum, path) => sum + nodeAt(analysis, path).parameters, 0);
  return { shape: shape === null ? null : [...shape], parameters };
}

/** The analysis of a node of the document, or of one inside a composite: `mlp1/conv1`. */
function nodeAt(analysis: Analysis, path: string): NodeAnalysis {
  const cut = path.lastIndexOf('/');
  const found =
    cut < 0
      ? analysis.nodes.get(path)
      : insideOf(analysis, path.slice(0, cut))?.nodes.find((inner) => inner.path === path)?.analysis;
  if (found === undefined) throw new Error(`no node ${path}`);
  return found;
}
