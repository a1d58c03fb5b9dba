import { useReactFlow, useStoreApi, type OnNodeDrag } from '@xyflow/react';
import { useMemo, type DragEvent, type RefObject } from 'react';
import { documentOf } from '../documents/store';
import { BLOCK_TYPE, useDrag } from '../platform/drag';
import { dropBlock, moveDropped } from './edits';
import type { FlowEdge, FlowNode } from './graph';
import { edgeAt } from './hit';
import { NODE, snapped, type Point } from './sizes';
import { setDropEdge, useCanvas } from './store';
import type { Stage } from './use-scene';

/** Whether a block stands alone, so that dropping it on an edge puts it in. */
function isFree(documentKey: string, id: string): boolean {
  const edges = documentOf(documentKey)?.history.document.edges ?? [];
  return !edges.some(({ from, to }) => from[0] === id || to[0] === id);
}

/** Dragging blocks about: one edit when the hand lets go, none before. */
export function useNodeDrag(documentKey: string, stage: RefObject<Stage>) {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  return useMemo(() => {
    /** The edge under the middle of the one free block that is being dragged, or null. */
    const edgeUnder = (node: FlowNode, nodes: readonly FlowNode[]): string | null => {
      if (nodes.length !== 1 || node.type !== 'block' || !isFree(documentKey, node.id)) return null;
      const { x, y } = flow.flowToScreenPosition({
        x: node.position.x + NODE.width / 2,
        y: node.position.y + NODE.height / 2,
      });
      return edgeAt(x, y);
    };
    const onNodeDrag: OnNodeDrag<FlowNode> = (_event, node, nodes) => {
      setDropEdge(edgeUnder(node, nodes));
    };
    const onNodeDragStop: OnNodeDrag<FlowNode> = (_event, node, nodes) => {
      const edge = edgeUnder(node, nodes);
      setDropEdge(null);
      const dropped = new Map(
        (nodes.length === 0 ? [node] : nodes).map(({ id, position }) => [id, position]),
      );
      moveDropped(documentKey, dropped, edge, stage.current);
    };
    return { onNodeDrag, onNodeDragStop };
  }, [documentKey, stage, flow]);
}

/** Dragging a block in from the palette: a ghost where it would go, the edge it would go into lit up. */
export function useBlockDrop(documentKey: string, stage: RefObject<Stage>) {
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi<FlowNode, FlowEdge>();
  return useMemo(() => {
    const corner = (event: DragEvent): Point => {
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY }, { snapToGrid: false });
      return snapped({ x: at.x - NODE.width / 2, y: at.y - NODE.height / 2 });
    };
    const end = (): void => {
      setDropEdge(null);
      useCanvas.setState({ ghost: null });
    };
    return {
      onDragOver: (event: DragEvent): void => {
        if (!event.dataTransfer.types.includes(BLOCK_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        const { kind } = useDrag.getState();
        if (kind === null) return;
        const at = corner(event);
        const { ghost } = useCanvas.getState();
        setDropEdge(edgeAt(event.clientX, event.clientY));
        if (ghost?.kind !== kind || ghost.at.x !== at.x || ghost.at.y !== at.y) {
          useCanvas.setState({ ghost: { kind, at } });
        }
      },
      onDragLeave: (event: DragEvent): void => {
        if (event.currentTarget.contains(event.relatedTarget as globalThis.Node | null)) return;
        end();
      },
      onDrop: (event: DragEvent): void => {
        const kind = event.dataTransfer.getData(BLOCK_TYPE) || useDrag.getState().kind;
        const edge = edgeAt(event.clientX, event.clientY);
        end();
        if (!kind) return;
        event.preventDefault();
        dropBlock(documentKey, kind, corner(event), edge, stage.current);
        store.getState().domNode?.focus({ preventScroll: true });
      },
    };
  }, [documentKey, stage, flow, store]);
}
