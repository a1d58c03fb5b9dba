import type { MouseEvent } from 'react';
import type { InlayDocument, PortRef } from '../../shared/document/types';
import { portsOfKind } from '../../shared/edit/nodes';
import { documentOf } from '../documents/store';

type End = 'source' | 'target';

/**
 * The edge whose end a hand takes hold of that presses on a port: a selected one that ends there, or the one edge of
 * an input that takes no second. Undefined where a new connection begins instead.
 */
export function edgeHeld(
  document: InlayDocument,
  selected: readonly string[],
  [node, port]: PortRef,
  end: End,
): string | undefined {
  const here = document.edges.filter(({ from, to }) => {
    const [id, name] = end === 'source' ? from : to;
    return id === node && name === port;
  });
  const chosen = here.find(({ id }) => selected.includes(id));
  if (chosen !== undefined || end === 'source') return chosen?.id;
  const { kind } = document.nodes.find(({ id }) => id === node)!;
  const { inputs } = portsOfKind(kind, document.composites);
  const takesMany = inputs.some(([name, kind]) => name === port && kind === 'many');
  return takesMany ? undefined : here[0]?.id;
}

/**
 * Ports lie above the grips by which React Flow lets edges be moved: a press on a port that means an edge goes to the
 * edge's grip.
 */
export function pressEdgeEnd(documentKey: string, event: MouseEvent): void {
  const open = documentOf(documentKey);
  if (open === undefined || event.button !== 0 || !(event.target instanceof Element)) return;
  const port = event.target.closest<HTMLElement>('.react-flow__handle');
  const { nodeid: node, handleid: name } = port?.dataset ?? {};
  if (port === null || node === undefined || name === undefined || node.includes('/')) return;
  const end = port.classList.contains('source') ? 'source' : 'target';
  const edge = edgeHeld(open.history.document, open.selection.edges, [node, name], end);
  if (edge === undefined) return;
  const grip = event.currentTarget.querySelector(
    `.react-flow__edge[data-id="${CSS.escape(edge)}"] .react-flow__edgeupdater-${end}`,
  );
  if (grip === null) return;
  event.stopPropagation();
  const { button, buttons, clientX, clientY } = event;
  grip.dispatchEvent(
    new window.MouseEvent('mousedown', { bubbles: true, button, buttons, clientX, clientY }),
  );
}
