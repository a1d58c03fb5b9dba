import { isInnerEdge } from './graph';

/** The document's edge that is drawn at a point of the window, or null. */
export function edgeAt(x: number, y: number): string | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const id = element.closest<SVGElement>('.react-flow__edge')?.dataset['id'];
    if (id !== undefined && !isInnerEdge(id)) return id;
  }
  return null;
}

/** What a point of the canvas is about. */
export type Target =
  | { readonly type: 'node'; readonly id: string }
  | { readonly type: 'edge'; readonly id: string }
  | { readonly type: 'pane' };

/** What an event of the canvas is about: the node, edge or empty canvas it happened on. */
export function targetOf(target: EventTarget | null): Target {
  if (!(target instanceof Element)) return { type: 'pane' };
  const node = target.closest<HTMLElement>('.react-flow__node')?.dataset['id'];
  if (node !== undefined) return { type: 'node', id: node };
  const edge = target.closest<SVGElement>('.react-flow__edge')?.dataset['id'];
  return edge === undefined || isInnerEdge(edge) ? { type: 'pane' } : { type: 'edge', id: edge };
}
