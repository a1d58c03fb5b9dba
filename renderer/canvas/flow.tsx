import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  useStore,
  useStoreApi,
  type AriaLabelConfig,
} from '@xyflow/react';
import { useEffect, useMemo, type ReactNode, type RefObject } from 'react';
import { select, setOpened } from '../documents/edit';
import { documentOf, type OpenDocument } from '../documents/store';
import { useWords } from '../platform/language';
import { useSettings } from '../platform/settings';
import { categoryColour } from '../slab/slab';
import styles from './canvas.module.css';
import { FrameNode } from './frame-node';
import { noteOf, type FlowEdge, type FlowNode } from './graph';
import { InlayNode } from './inlay-node';
import { answerKey } from './keyboard';
import { NoteNode } from './note-node';
import { GRID } from './sizes';
import { keepViewport, setZoom, useCanvas } from './store';
import { useConnecting } from './use-connecting';
import { MAX_ZOOM, MIN_ZOOM } from './use-controls';
import { useBlockDrop, useNodeDrag } from './use-pointer';
import type { Stage } from './use-scene';
import { isComposite } from './view-model';
import { ConnectionLine, Wire } from './wire';

const NODE_TYPES = { block: InlayNode, frame: FrameNode, note: NoteNode };
const EDGE_TYPES = { wire: Wire };
const NO_NODES: FlowNode[] = [];
const NO_EDGES: FlowEdge[] = [];
const SNAP: [number, number] = [GRID, GRID];
const SEVERAL = ['Shift', 'Control', 'Meta'];
const HIDDEN = { hideAttribution: true };
/** From here on only what is seen is in the page. */
const MANY = 200;
/** Below these zooms a node says less: see `node.module.css`. */
const MIDDLE = 0.5;
const FAR = 0.25;

/** What a person selected on the canvas, into the document's own selection. */
function tellSelection(documentKey: string, nodes: readonly FlowNode[], edges: readonly FlowEdge[]): void {
  const ids = nodes.filter(({ selected }) => selected === true).map(({ id }) => id);
  const notes = ids.flatMap((id) => noteOf(id) ?? []);
  const before = useCanvas.getState().selectedNotes;
  if (notes.join() !== before.join()) useCanvas.setState({ selectedNotes: notes });
  const blocks = new Set(ids.filter((id) => noteOf(id) === null));
  // A selection frame takes every edge that touches it along; those that lead out of it were not meant.
  const meant = edges.filter(
    ({ selected, source, target }) => selected === true && blocks.has(source) === blocks.has(target),
  );
  select(documentKey, { nodes: [...blocks], edges: meant.map(({ id }) => id) });
}

/** React Flow with everything of ours in it. It keeps the nodes itself: a drag reaches no component above it. */
export function Flow({
  open: { key, history },
  stage,
  box,
}: {
  readonly open: OpenDocument;
  readonly stage: RefObject<Stage>;
  readonly box: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const t = useWords();
  const { snap, minimap } = useSettings();
  const store = useStoreApi<FlowNode, FlowEdge>();
  const drag = useNodeDrag(key, stage);
  const drop = useBlockDrop(key, stage);
  const connecting = useConnecting(key, box);
  const handlers = useMemo(() => {
    const tell = (changes: readonly { readonly type: string }[]): void => {
      if (!changes.some(({ type }) => type === 'select')) return;
      const { nodes, edges } = store.getState();
      tellSelection(key, nodes, edges);
    };
    return {
      onNodesChange: tell,
      onEdgesChange: tell,
      onNodeDoubleClick: (_event: unknown, node: FlowNode): void => {
        const open = documentOf(key);
        if (open !== undefined && isComposite(open, node.id)) {
          setOpened(key, node.id, !open.opened.includes(node.id));
        }
      },
    };
  }, [key, store]);
  const labels = useMemo<Partial<AriaLabelConfig>>(() => ({ 'minimap.ariaLabel': t('canvas.minimap') }), [t]);
  const many = history.document.nodes.length > MANY;
  return (
    <ReactFlow<FlowNode, FlowEdge>
      defaultNodes={NO_NODES}
      defaultEdges={NO_EDGES}
      nodeTypes={NODE_TYPES}
      edgeTypes={EDGE_TYPES}
      connectionLineComponent={ConnectionLine}
      {...handlers}
      {...drag}
      {...drop}
      {...connecting}
      onMoveEnd={(_event, viewport) => keepViewport(key, viewport)}
      onKeyDown={(event) => answerKey(event, key, stage.current)}
      minZoom={MIN_ZOOM}
      maxZoom={MAX_ZOOM}
      snapToGrid={snap}
      snapGrid={SNAP}
      onlyRenderVisibleElements={many}
      nodesFocusable={false}
      edgesFocusable={false}
      disableKeyboardA11y
      deleteKeyCode={null}
      selectionKeyCode="Shift"
      multiSelectionKeyCode={SEVERAL}
      panActivationKeyCode={null}
      zoomOnDoubleClick={false}
      connectionRadius={GRID}
      proOptions={HIDDEN}
      ariaLabelConfig={labels}
      aria-label={t('canvas.label')}
      tabIndex={0}
    >
      <Background variant={BackgroundVariant.Dots} gap={GRID} size={1.4} color="var(--dot)" />
      {minimap && history.document.nodes.length > 0 && <Overview />}
      <ZoomLevel documentKey={key} box={box} />
    </ReactFlow>
  );
}

function Overview(): ReactNode {
  return (
    <MiniMap<FlowNode>
      className={styles.minimap ?? ''}
      pannable
      zoomable
      nodeColor={minimapColour}
      nodeBorderRadius={12}
    />
  );
}

function minimapColour(node: FlowNode): string {
  return node.type === 'note' ? 'var(--line)' : categoryColour(node.data.category);
}

/** Tells the styles how near the canvas is, and the status bar how much it is zoomed. */
function ZoomLevel({
  documentKey,
  box,
}: {
  readonly documentKey: string;
  readonly box: RefObject<HTMLDivElement | null>;
}): ReactNode {
  const hundredths = useStore(({ transform }) => Math.round(transform[2] * 100));
  useEffect(() => {
    const zoom = hundredths / 100;
    if (Number.isFinite(zoom)) setZoom(documentKey, zoom);
    if (box.current) box.current.dataset['zoom'] = zoom < FAR ? 'far' : zoom < MIDDLE ? 'middle' : 'near';
  }, [hundredths, documentKey, box]);
  return null;
}
