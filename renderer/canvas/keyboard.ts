import type { KeyboardEvent } from 'react';
import { select } from '../documents/edit';
import { documentOf, NO_SELECTION } from '../documents/store';
import { runCommand } from '../platform/commands';
import { nudge } from './edits';
import { GRID, type Point } from './sizes';
import { useCanvas } from './store';
import type { Stage } from './use-scene';

const ARROWS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -GRID, y: 0 },
  ArrowRight: { x: GRID, y: 0 },
  ArrowUp: { x: 0, y: -GRID },
  ArrowDown: { x: 0, y: GRID },
};

/** Steps that follow each other within this time, in milliseconds, are one step of undo. */
const TOGETHER = 800;
/** With Shift a step is this many grid steps long. */
const LONG = 4;

let nudged = { at: 0, gesture: '' };

function gestureNow(): string {
  const now = Date.now();
  const gesture = now - nudged.at < TOGETHER ? nudged.gesture : `nudge-${now.toString(36)}`;
  nudged = { at: now, gesture };
  return gesture;
}

/**
 * The node that the keyboard goes to: with Alt and an arrow along the connections, to the right with what a node
 * feeds, to the left with what feeds it. Without a selection it is the first.
 */
export function neighbour(documentKey: string, forward: boolean): string | undefined {
  const open = documentOf(documentKey);
  if (open === undefined) return undefined;
  const { order, wiring, document } = open.analysis;
  const current = open.selection.nodes[0]?.split('/')[0];
  if (current === undefined) return order[0] ?? document.nodes[0]?.id;
  const wired = wiring.get(current);
  const next = forward ? wired?.outgoing[0]?.to[0] : wired?.incoming[0]?.from[0];
  if (next !== undefined) return next;
  const at = order.indexOf(current);
  return forward ? order[at + 1] : order[at - 1];
}

/**
 * What keys do while the canvas has the focus: arrows move the selection by a grid step (with Shift by four), Alt and
 * an arrow goes along the connections, Tab or Space looks for a block to add, Enter opens or closes a composite, F2
 * renames, Escape lets go. Shift+Tab leaves the canvas.
 */
export function answerKey(event: KeyboardEvent, documentKey: string, stage: Stage): void {
  const { target } = event;
  if (event.defaultPrevented || event.ctrlKey || event.metaKey) return;
  if (target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT|BUTTON)$/.test(target.tagName)) return;
  if (done(event, documentKey, stage)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

function done(event: KeyboardEvent, documentKey: string, stage: Stage): boolean {
  const { key, shiftKey, altKey } = event;
  const arrow = ARROWS[key];
  if (arrow !== undefined) return arrowed(arrow, shiftKey, altKey, documentKey, stage);
  if (altKey) return false;
  if ((key === 'Tab' && !shiftKey) || key === ' ') return runCommand('view.quick-add');
  if (key === 'Enter') return runCommand('view.open-composite');
  if (key === 'Delete' || key === 'Backspace') return runCommand('edit.delete');
  if (key === 'Escape') {
    select(documentKey, NO_SELECTION);
    useCanvas.setState({ selectedNotes: [], search: null });
    return true;
  }
  if (key === 'F2') {
    const [path] = documentOf(documentKey)?.selection.nodes ?? [];
    if (path === undefined || path.includes('/')) return false;
    useCanvas.setState({ renaming: path });
    return true;
  }
  return false;
}

function arrowed(by: Point, long: boolean, along: boolean, documentKey: string, stage: Stage): boolean {
  const { nodes = [] } = documentOf(documentKey)?.selection ?? {};
  if (along || nodes.length === 0) {
    const next = neighbour(documentKey, by.x > 0 || by.y > 0);
    if (next !== undefined) select(documentKey, { nodes: [next], edges: [] });
    return true;
  }
  const steps = long ? LONG : 1;
  nudge(documentKey, { x: by.x * steps, y: by.y * steps }, stage, gestureNow());
  return true;
}
