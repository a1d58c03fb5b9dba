import type { DocOutput, InlayDocument } from '../document/types';
import { fail, ProblemSignal, type Problem } from '../problems/problem';
import type { Recipe } from '../recipe/types';
import { analyse, BATCH_PROBLEMS, batchProblems, type Analysis } from './analyse';
import { IrBuilder } from './builder';
import type { IrGraph, IrNode, IrOutput, IrValue } from './ir';
import { lowerNode, placed, portsOfNode, type InputValues, type Lowered } from './lower';
import { upstream, type Wired } from './wiring';

export type ToIrResult =
  | { readonly ok: true; readonly value: IrGraph }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What the loss heads read of a recipe, and its batch where the network is to be trained. */
type LossRecipe = Pick<Recipe, 'labelSmoothing' | 'classWeights'> & { readonly batch?: number };

/**
 * A document's network in primitives, its loss heads included: one cross-entropy per output, at `<node>/loss`. Nodes
 * that reach no output are left out; auxiliary outputs stay, since training needs them.
 * @param recipe label smoothing and class weights; with a batch also what training in such batches stands against, in
 *   place of the document's own recipe
 * @param previous an analysis of this document, or of an earlier state of it, to save time
 * @returns the graph, or every problem that keeps it from being one
 */
export function toIr(document: InlayDocument, recipe: LossRecipe, previous?: Analysis): ToIrResult {
  const analysis = previous?.document === document ? previous : analyse(document, previous);
  const outputs = document.outputs.map(({ node }) => node);
  const used = upstream(analysis.wiring, outputs);
  const graph = analysis.problems.filter(({ code }) => !BATCH_PROBLEMS.has(code));
  const training = recipe.batch === undefined ? [] : batchProblems(analysis.entries, recipe.batch);
  const errors = [...graph, ...training].filter((item) => item.severity === 'error' && !isAside(item, used));
  if (errors.length > 0) return { ok: false, problems: errors };
  const order = analysis.order.filter((id) => used.has(id));
  try {
    return { ok: true, value: assemble(document, recipe, analysis, order) };
  } catch (error) {
    if (!(error instanceof ProblemSignal)) throw error;
    return { ok: false, problems: [error.problem] };
  }
}

/** Unfinished work beside the network does not keep it from training; what is wrong in itself does, wherever it is. */
function isAside({ code, where }: Problem, used: ReadonlySet<string>): boolean {
  const [node] = where.node?.split('/') ?? [];
  return (
    node !== undefined && !used.has(node) && (code === 'graph/missing-input' || code.startsWith('shape/'))
  );
}

function assemble(
  document: InlayDocument,
  recipe: LossRecipe,
  { wiring }: Analysis,
  order: readonly string[],
): IrGraph {
  const lowered = new Map<string, Lowered>();
  for (const id of order) {
    const wired = wiring.get(id)!;
    lowered.set(id, lowerNode(wired.node, inputsOf(wired, lowered, document), document.composites));
  }
  const nodes = [...lowered.values()].flatMap((node) => node.nodes);
  refuseTaken(document, nodes);
  const heads = document.outputs.map((output) =>
    lossHead(output, recipe, resultOf(lowered.get(output.node)!)),
  );
  return {
    nodes: [...nodes, ...heads.map(({ node }) => node)],
    inputs: nodes.flatMap((node) => (node.op === 'input' ? node.outputs : [])),
    outputs: heads.map(({ output }) => output),
  };
}

/** A composite may hold a node called as the loss heads are: then it cannot be an output itself. */
function refuseTaken({ outputs }: InlayDocument, nodes: readonly IrNode[]): void {
  const paths = new Set(nodes.map(({ path }) => path));
  for (const { node } of outputs) {
    if (paths.has(`${node}/loss`)) fail('document/duplicate-id', { id: `${node}/loss` }, { node });
  }
}

function inputsOf(
  { node, incoming }: Wired,
  lowered: ReadonlyMap<string, Lowered>,
  { composites }: InlayDocument,
): InputValues {
  const ports = Object.keys(portsOfNode(node, composites).inputs);
  return new Map(
    ports.map((port) => {
      const edges = incoming.filter(({ to }) => to[1] === port);
      return [port, edges.map(({ from }) => lowered.get(from[0])!.outputs.get(from[1])!)] as const;
    }),
  );
}

/** A node's first output, or what a node without outputs takes. */
function resultOf({ nodes, outputs }: Lowered): IrValue {
  const [first] = outputs.values();
  return first ?? nodes[nodes.length - 1]!.outputs[0]!;
}

/** A loss head has no weights; the settings are never asked for. */
const NO_SETTINGS = { init: null, lrMult: 1, decayMult: 1, frozen: false };

function lossHead(
  { node, role, weight }: DocOutput,
  { labelSmoothing, classWeights }: LossRecipe,
  logits: IrValue,
): { readonly node: IrNode; readonly output: IrOutput } {
  const builder = new IrBuilder(node, () => NO_SETTINGS);
  const attrs = { labelSmoothing, classWeights, weight };
  const loss = placed(node, () => builder.one('cross-entropy', attrs, [logits], 'loss'));
  return { node: builder.nodes[0]!, output: { node, role, logits, loss } };
}
