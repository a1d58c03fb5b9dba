import '@xyflow/react/dist/base.css';
import { ReactFlowProvider, useStoreApi } from '@xyflow/react';
import { useEffect, useRef, useState, type MouseEvent, type ReactNode } from 'react';
import { useDocument, type OpenDocument } from '../documents/store';
import { useWords } from '../platform/language';
import { ContextArea, type MenuEntry } from '../platform/ui/menu';
import styles from './canvas.module.css';
import { answerClipboard } from './clipboard';
import { ConnectionReason } from './connection-reason';
import { menuEntries, selectTarget } from './context-menu';
import { pressEdgeEnd } from './edge-grip';
import { Flow } from './flow';
import type { FlowEdge, FlowNode } from './graph';
import { targetOf } from './hit';
import { Empty, Ghost, Search } from './overlays';
import type { Point } from './sizes';
import { useCanvas } from './store';
import { useControls } from './use-controls';
import { useScene } from './use-scene';

/**
 * The drawing of a document. Dragging the empty canvas moves the view; with Shift it selects what it covers. The wheel
 * zooms. Keys: see `keyboard.ts`.
 */
export function Canvas({ documentKey }: { readonly documentKey: string }): ReactNode {
  const open = useDocument(documentKey);
  if (open === undefined) return null;
  return (
    <ReactFlowProvider key={documentKey}>
      <Board open={open} />
    </ReactFlowProvider>
  );
}

/** What is going on ends with the canvas it goes on in. */
function endAll(): void {
  useCanvas.setState({
    renaming: null,
    search: null,
    dropEdge: null,
    ghost: null,
    editingNote: null,
    selectedNotes: [],
  });
}

/** A network that comes to the front hears the keyboard at once, unless the person is typing or is being asked. */
function takeFocus(canvas: HTMLElement | null): void {
  const elsewhere = 'input, textarea, select, [role="dialog"], [role="dialog"] *, [role="alertdialog"] *';
  if (document.activeElement?.matches(elsewhere) === true) return;
  canvas?.focus({ preventScroll: true });
}

function Board({ open }: { readonly open: OpenDocument }): ReactNode {
  const { key } = open;
  const box = useRef<HTMLDivElement>(null);
  const cursor = useRef<Point | null>(null);
  const store = useStoreApi<FlowNode, FlowEdge>();
  const stage = useScene(open);
  const latest = useRef(stage);
  useEffect(() => {
    latest.current = stage;
  }, [stage]);
  useControls(key, stage, cursor);
  useEffect(() => answerClipboard(key), [key]);
  useEffect(() => endAll, [key]);
  useEffect(() => takeFocus(store.getState().domNode), [store]);
  const [entries, setEntries] = useState<readonly MenuEntry[]>([]);
  const t = useWords();
  const place = (event: MouseEvent): Point => {
    const room = box.current!.getBoundingClientRect();
    return { x: event.clientX - room.left, y: event.clientY - room.top };
  };
  const askedForMenu = (event: MouseEvent): void => {
    const target = targetOf(event.target);
    selectTarget(key, target);
    const screen = place(event);
    const [x, y, zoom] = store.getState().transform;
    const at = { x: (screen.x - x) / zoom, y: (screen.y - y) / zoom };
    setEntries(menuEntries(key, { target, screen, at }, t));
  };
  return (
    <ContextArea items={entries}>
      <div
        ref={box}
        className={styles.canvas}
        data-testid="canvas"
        data-selected={open.selection.nodes.length > 0 || undefined}
        onPointerMove={(event) => {
          cursor.current = place(event);
        }}
        onPointerLeave={() => {
          cursor.current = null;
        }}
        onContextMenuCapture={askedForMenu}
        onMouseDownCapture={(event) => pressEdgeEnd(key, event)}
      >
        <Flow open={open} stage={latest} box={box} />
        <Ghost />
        <Search stage={latest} box={box} />
        {open.history.document.nodes.length === 0 && <Empty />}
        <ConnectionReason documentKey={key} />
      </div>
    </ContextArea>
  );
}
