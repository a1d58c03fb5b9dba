import { create } from 'zustand';
import { logicalHash } from '../../shared/document/hash';
import type { InlayDocument } from '../../shared/document/types';
import type { Problem } from '../../shared/problems/problem';
import type { ChosenKernel } from '../../shared/protocol/events';
import { replayRun } from '../../shared/protocol/replay';
import { INITIAL_RUN_STATE, type RunState } from '../../shared/protocol/run-state';
import type { StoredRun } from '../../shared/protocol/window';
import { useDocuments } from '../documents/store';

/** The run that a document shows: one that goes on in the engine, or one read back from its directory. */
export interface CurrentRun {
  /** Its name in the engine; the directory for one that was read back. */
  readonly run: string;
  readonly directory: string | null;
  readonly state: RunState;
  readonly status: 'running' | 'paused' | 'ended' | 'crashed';
  /** Why it failed or could not start; warnings are in `state`. */
  readonly problems: readonly Problem[];
  /** What the engine was asked for and has not done yet. */
  readonly asked: 'pause' | 'continue' | 'stop' | null;
  /** Beyond problems: the engine's process ended (and by what), or a fault of ours ended the run. */
  readonly trouble:
    { readonly kind: 'crash'; readonly reason: string | null } | { readonly kind: 'fault' } | null;
  readonly data: string;
  /** The recipe's label. */
  readonly recipe: string;
}

/**
 * A run's folder as people call it: without the time that it begins with, which stands beside it.
 * @param name the folder's name
 */
export function runLabel(name: string): string {
  return name.replace(/^\d{8}-\d{6}-(?=.)/, '');
}

/** A run drawn dashed behind the current one. */
export interface Overlay {
  readonly directory: string;
  /** As `runLabel` gives it. */
  readonly name: string;
  readonly state: RunState;
}

export const MAX_OVERLAYS = 3;

interface RunsState {
  /** By document. */
  readonly runs: Readonly<Record<string, CurrentRun>>;
  readonly overlays: Readonly<Record<string, readonly Overlay[]>>;
}

/** Runs of the open documents, by document key. */
export const useRuns = create<RunsState>()(() => ({ runs: {}, overlays: {} }));

type Graph = Pick<InlayDocument, 'nodes' | 'edges' | 'outputs' | 'composites'>;
/** Hashes of graphs: moving nodes about makes a new document, but no new graph. */
const hashes = new WeakMap<Graph['nodes'], { readonly of: Graph; readonly hash: string }>();

function graphHash(document: InlayDocument): string {
  const known = hashes.get(document.nodes);
  const same = (['edges', 'outputs', 'composites'] as const).every(
    (part) => known?.of[part] === document[part],
  );
  if (known !== undefined && same) return known.hash;
  const hash = logicalHash(document);
  hashes.set(document.nodes, { of: document, hash });
  return hash;
}

/** How convolutions are computed in a document's run; null where none told, or the network has changed since. */
export function useKernels(key: string): readonly ChosenKernel[] | null {
  const kernels = useRuns(({ runs }) => runs[key]?.state.kernels ?? null);
  const holds = useDocuments(({ documents }) => {
    const open = kernels === null ? undefined : documents[key];
    return open !== undefined && graphHash(open.history.document) === kernels?.document;
  });
  return holds && kernels !== null ? kernels.nodes : null;
}

/** A run that the engine is about to be told of. */
export function newRun(about: Pick<CurrentRun, 'run' | 'directory' | 'data' | 'recipe'>): CurrentRun {
  return {
    ...about,
    state: INITIAL_RUN_STATE,
    status: 'running',
    problems: [],
    asked: null,
    trouble: null,
  };
}

/** A run as its directory tells it. */
export function storedRun(stored: StoredRun): CurrentRun {
  const { summary } = stored;
  const { directory, data, recipe } = summary;
  return { ...newRun({ run: directory, directory, data, recipe }), state: stateOf(stored), status: 'ended' };
}

/** The curves of a run in its directory. */
export function stateOf(stored: StoredRun): RunState {
  const { directory, epochs } = stored.summary;
  return replayRun({ ...stored, directory, epochs });
}

/** Whether it goes on in the engine. */
export function isActive(run: CurrentRun | undefined): boolean {
  return run !== undefined && (run.status === 'running' || run.status === 'paused');
}

/** Whether it can go on from its directory. */
export function canResume(run: CurrentRun | undefined): run is CurrentRun & { readonly directory: string } {
  if (run === undefined || isActive(run) || run.directory === null) return false;
  // Before `started` there is no run directory yet.
  return run.state.run !== null && run.state.phase !== 'finished';
}

/** Makes a run the one that a document shows; null shows none. */
export function showRun(key: string, run: CurrentRun | null): void {
  useRuns.setState(({ runs, overlays }) => {
    const { [key]: _old, ...rest } = runs;
    if (run === null) return { runs: rest };
    // A run is not compared with itself.
    const kept = (overlays[key] ?? []).filter(({ directory }) => directory !== run.directory);
    return { runs: { ...runs, [key]: run }, overlays: { ...overlays, [key]: kept } };
  });
}

/** Draws a run behind the current one, or takes it away; beyond the most that are drawn the oldest goes. */
export function toggleOverlay(key: string, overlay: Overlay): void {
  useRuns.setState(({ overlays }) => {
    const old = overlays[key] ?? [];
    const rest = old.filter(({ directory }) => directory !== overlay.directory);
    const next = rest.length < old.length ? rest : [...rest, overlay].slice(-MAX_OVERLAYS);
    return { overlays: { ...overlays, [key]: next } };
  });
}

/** Forgets a document that was closed. */
export function forgetRuns(key: string): void {
  useRuns.setState(({ runs, overlays }) => {
    const { [key]: _run, ...restRuns } = runs;
    const { [key]: _overlay, ...restOverlays } = overlays;
    return { runs: restRuns, overlays: restOverlays };
  });
}
