import type { InsertingRepair } from '../../blocks/block';
import { isExpression, mends } from '../../blocks/registry';
import { own } from '../../document/own';
import type { DocEdge, DocNode, InlayDocument, ParamValue } from '../../document/types';
import type { Problem, ProblemOf, Repair } from '../../problems/problem';
import { sameShape, type Shape } from '../shape';
import type { Wired } from '../wiring';
import { insertOn, removeEdge, setParam, specsOf } from './commands';

/** What repairs of shapes are made from. */
export interface ShapeContext {
  readonly document: InlayDocument;
  /** Shapes on edges, where known. */
  readonly edges: ReadonlyMap<string, Shape>;
  /** Whether a changed node lowers on the inputs it has: only parameters that mend are offered. */
  works(node: DocNode): boolean;
}

/** Ways out of a problem of the shapes that reach a node. */
export function shapeRepairs(problem: Problem, wired: Wired, context: ShapeContext): readonly Repair[] {
  switch (problem.code) {
    case 'shape/needs-vector':
      return vectorRepairs(wired, context);
    case 'shape/needs-map':
    case 'shape/mismatch':
      return mismatchRepairs(wired, context);
    case 'shape/window-too-large':
      return windowRepairs(wired.node, context);
    case 'shape/groups':
      return groupRepairs(problem, wired.node, context);
    default:
      return [];
  }
}

/** A map where a vector belongs. In front of an output the maps are those of the classes: averaging comes first. */
function vectorRepairs(wired: Wired, { document, edges }: ShapeContext): readonly Repair[] {
  const [edge, ...others] = wired.incoming.filter(({ id }) => edges.get(id)?.length === 3);
  if (!edge || others.length > 0) return [];
  const order: readonly Exclude<InsertingRepair, 'add-output'>[] = mends(wired.node.kind, 'add-output')
    ? ['insert-global-pool', 'insert-flatten']
    : ['insert-flatten', 'insert-global-pool'];
  return order.map((repair) => insertOn(edge, repair, 0, document));
}

/** Inputs that do not fit the first one: a projection where only the channels differ, else the edge goes. */
function mismatchRepairs(wired: Wired, context: ShapeContext): readonly Repair[] {
  const [first, ...others] = wired.incoming;
  if (!first) return [];
  if (others.length === 0) return [removeEdge(first.id)];
  const wanted = context.edges.get(first.id);
  if (!wanted) return [];
  const odd = others.filter(({ id }) => !sameShape(context.edges.get(id) ?? wanted, wanted));
  return odd.flatMap((edge) => [...projections(edge, wanted, context), removeEdge(edge.id)]);
}

function projections(edge: DocEdge, wanted: Shape, { document, edges }: ShapeContext): readonly Repair[] {
  const found = edges.get(edge.id);
  const sameMap =
    wanted.length === 3 && found?.length === 3 && sameShape(wanted.slice(0, 2), found.slice(0, 2));
  return sameMap ? [insertOn(edge, 'insert-projection', wanted[2]!, document)] : [];
}

/** Padding that keeps the size, or the largest smaller window with a centre. */
function windowRepairs(node: DocNode, context: ShapeContext): readonly Repair[] {
  return Object.entries(specsOf(node.kind)).flatMap(([param, spec]) => {
    const value = own(node.params, param);
    if (value === undefined || isExpression(value)) return [];
    if (spec.type === 'padding') return working(node, param, 'same', context);
    if (spec.type !== 'pair' || !Array.isArray(value)) return [];
    for (const smaller of smallerWindows(value as readonly number[])) {
      const repairs = working(node, param, smaller, context);
      if (repairs.length > 0) return repairs;
    }
    return [];
  });
}

function smallerWindows(window: readonly number[]): readonly (readonly number[])[] {
  const odd = [11, 9, 7, 5, 3, 1].filter((extent) => extent < Math.max(...window));
  return odd.map((extent) => window.map((old) => Math.min(old, extent)));
}

function groupRepairs(
  { args }: ProblemOf<'shape/groups'>,
  node: DocNode,
  context: ShapeContext,
): readonly Repair[] {
  for (let groups = Math.min(args.groups, args.channels, args.filters); groups >= 1; groups--) {
    if (args.channels % groups === 0 && args.filters % groups === 0) {
      return working(node, 'groups', groups, context);
    }
  }
  return [];
}

/** A parameter change, when it changes something and the node lowers with it. */
function working(node: DocNode, param: string, value: ParamValue, context: ShapeContext): readonly Repair[] {
  const stored = own(node.params, param);
  if (stored === undefined || JSON.stringify(stored) === JSON.stringify(value)) return [];
  const changed = { ...node, params: { ...node.params, [param]: value } };
  return context.works(changed) ? [setParam(node.id, param, value)] : [];
}
