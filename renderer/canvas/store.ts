import { create } from 'zustand';
import type { PortRef } from '../../shared/document/types';
import type { Point } from './sizes';

/** A search for a block to add, opened somewhere on a canvas. */
export interface QuickSearch {
  readonly documentKey: string;
  /** Where the popup opens, in pixels of the canvas's own box. */
  readonly screen: Point;
  /** Where the block goes; null: behind `from`, or wherever there is room. */
  readonly at: Point | null;
  /** An output that feeds the new block. */
  readonly from: PortRef | null;
  /** An input that the new block feeds. */
  readonly to: PortRef | null;
  /** An edge that it is put into. */
  readonly edge: string | null;
}

export interface Ghost {
  readonly kind: string;
  readonly at: Point;
}

interface CanvasState {
  /** Path of the node whose name is being typed. */
  readonly renaming: string | null;
  readonly search: QuickSearch | null;
  /** The edge that a drop would put the dragged block into. */
  readonly dropEdge: string | null;
  /** What a drop from the palette would add, and where. */
  readonly ghost: Ghost | null;
  readonly editingNote: string | null;
  readonly selectedNotes: readonly string[];
  readonly zooms: Readonly<Record<string, number>>;
}

/** What the canvas is doing at the moment; none of it is part of a document. */
export const useCanvas = create<CanvasState>()(() => ({
  renaming: null,
  search: null,
  dropEdge: null,
  ghost: null,
  editingNote: null,
  selectedNotes: [],
  zooms: {},
}));

/** Sets the edge that a drop would go into; the same again causes no work. */
export function setDropEdge(dropEdge: string | null): void {
  if (useCanvas.getState().dropEdge !== dropEdge) useCanvas.setState({ dropEdge });
}

/** How far a document is zoomed in: 1 is one to one. For the status bar. */
export function useZoom(documentKey: string): number {
  return useCanvas(({ zooms }) => zooms[documentKey] ?? 1);
}

export function setZoom(documentKey: string, zoom: number): void {
  const { zooms } = useCanvas.getState();
  if (zooms[documentKey] !== zoom) useCanvas.setState({ zooms: { ...zooms, [documentKey]: zoom } });
}

export interface Viewport extends Point {
  readonly zoom: number;
}

const viewports = new Map<string, Viewport>();

function isSound({ x, y, zoom }: Viewport): boolean {
  return Number.isFinite(x) && Number.isFinite(y) && Number.isFinite(zoom) && zoom > 0;
}

/** Keeps what part of a document is seen while another tab is in front. A view that is no view is not kept. */
export function keepViewport(documentKey: string, viewport: Viewport): void {
  if (!isSound(viewport)) return;
  viewports.set(documentKey, viewport);
  setZoom(documentKey, viewport.zoom);
}

/** The part of a document that was seen last, or undefined for one that was not looked at yet. */
export function keptViewport(documentKey: string): Viewport | undefined {
  return viewports.get(documentKey);
}

/** What commands ask of the canvas that shows a document. */
export interface CanvasControls {
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  readonly zoomTo: (zoom: number) => void;
  readonly arrange: () => Promise<void>;
  readonly searchHere: () => void;
  readonly paste: (text: string) => void;
  /** Something was just removed or added by key: the next key goes to the canvas as well. */
  readonly focus: () => void;
}

const controls = new Map<string, CanvasControls>();

/** Makes a canvas known to commands. @returns ends it */
export function offerControls(documentKey: string, offered: CanvasControls): () => void {
  controls.set(documentKey, offered);
  return () => {
    if (controls.get(documentKey) === offered) controls.delete(documentKey);
  };
}

/** The canvas that shows a document now, or undefined. */
export function controlsOf(documentKey: string | null): CanvasControls | undefined {
  return documentKey === null ? undefined : controls.get(documentKey);
}
