import {
  useStoreApi,
  type Connection,
  type FinalConnectionState,
  type IsValidConnection,
} from '@xyflow/react';
import { useMemo, type RefObject } from 'react';
import type { PortRef } from '../../shared/document/types';
import { connect, reconnect } from '../../shared/edit/connect';
import { edit } from '../documents/edit';
import { documentOf } from '../documents/store';
import { isMovingEdge, reasonAgainst, setMovedEdge } from './connection-reason';
import type { FlowEdge, FlowNode } from './graph';
import { NODE, type Point } from './sizes';
import { useCanvas } from './store';

interface Ends {
  readonly from: PortRef;
  readonly to: PortRef;
}

function endsOf(connection: Connection | FlowEdge): Ends {
  return {
    from: [connection.source, connection.sourceHandle ?? ''],
    to: [connection.target, connection.targetHandle ?? ''],
  };
}

function pointOf(event: MouseEvent | TouchEvent): Point | null {
  const at = 'changedTouches' in event ? event.changedTouches[0] : event;
  return at === undefined ? null : { x: at.clientX, y: at.clientY };
}

/** Making and moving connections by hand. */
export function useConnecting(documentKey: string, box: RefObject<HTMLDivElement | null>) {
  const store = useStoreApi<FlowNode, FlowEdge>();
  return useMemo(() => {
    const isValidConnection: IsValidConnection<FlowEdge> = (connection) =>
      reasonAgainst(documentKey, endsOf(connection)) === null;
    const onConnect = (connection: Connection): void => {
      const open = documentOf(documentKey);
      if (open === undefined) return;
      const { from, to } = endsOf(connection);
      edit(documentKey, (history) => connect(history, open.analysis, from, to));
    };
    const onReconnect = (edge: FlowEdge, connection: Connection): void => {
      const open = documentOf(documentKey);
      if (open === undefined) return;
      edit(documentKey, (history) => reconnect(history, open.analysis, edge.id, endsOf(connection)));
    };
    /** Let go over the empty canvas: looks for a block that could be the other end. */
    const onConnectEnd = (event: MouseEvent | TouchEvent, state: FinalConnectionState): void => {
      // An edge that is let go over nothing stays as it was.
      if (isMovingEdge()) return;
      const { fromHandle, toHandle } = state;
      const at = pointOf(event);
      const room = box.current?.getBoundingClientRect();
      if (fromHandle === null || toHandle !== null || state.toNode !== null) return;
      if (at === null || room === undefined) return;
      const screen = { x: at.x - room.left, y: at.y - room.top };
      const { transform } = store.getState();
      const place = {
        x: (screen.x - transform[0]) / transform[2],
        y: (screen.y - transform[1]) / transform[2] - NODE.height / 2,
      };
      const port: PortRef = [fromHandle.nodeId, fromHandle.id ?? ''];
      const source = fromHandle.type === 'source';
      useCanvas.setState({
        search: {
          documentKey,
          screen,
          at: source ? place : { x: place.x - NODE.width, y: place.y },
          from: source ? port : null,
          to: source ? null : port,
          edge: null,
        },
      });
    };
    return {
      isValidConnection,
      onConnect,
      onConnectEnd,
      onReconnect,
      onReconnectStart: (_event: unknown, edge: FlowEdge): void => setMovedEdge(edge.id),
      onReconnectEnd: (): void => setMovedEdge(undefined),
    };
  }, [documentKey, box, store]);
}
