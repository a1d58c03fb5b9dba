import { create } from 'zustand';
import { printDocument } from '../../shared/document/print';
import type { EngineMessage, ExportSource } from '../../shared/protocol/contract';
import { EXPORT_FORMATS, type ExportFormat, type ParityReport } from '../../shared/protocol/parity-report';
import type { Problem } from '../../shared/problems/problem';
import type { OpenDocument } from '../documents/store';
import { askEngine, newRunName, onEngineLost, onEngineMessage, tellEngine } from '../platform/engine';

export interface Progress {
  readonly done: number;
  /** 0 while the file is being written. */
  readonly total: number;
}

/** What became of an export. */
export interface Outcome {
  readonly reports: readonly ParityReport[];
  readonly problems: readonly Problem[];
  /** `lost`: the engine's process ended. `fault`: an error of ours. */
  readonly end: 'done' | 'stopped' | 'lost' | 'fault';
  readonly reason: string | null;
}

export interface Job {
  /** Its name in the engine. */
  readonly run: string;
  readonly out: string;
  readonly formats: readonly ExportFormat[];
  readonly progress: Readonly<Partial<Record<ExportFormat, Progress>>>;
  /** The format at work; null before the first. */
  readonly at: ExportFormat | null;
  readonly stopping: boolean;
  /** Null while it goes on. */
  readonly outcome: Outcome | null;
}

interface ExportState {
  /** The document whose dialog is open, or null. */
  readonly documentKey: string | null;
  /** The newest export, until the dialog closes. */
  readonly job: Job | null;
}

export const useExport = create<ExportState>()(() => ({ documentKey: null, job: null }));

export function openExport(documentKey: string): void {
  useExport.setState({ documentKey, job: null });
}

/** Closes the dialog; while an export goes on it stays. */
export function closeExport(): void {
  const { job } = useExport.getState();
  if (job === null || job.outcome !== null) useExport.setState({ documentKey: null, job: null });
}

/** Goes from the report back to the choices. */
export function clearJob(): void {
  useExport.setState({ job: null });
}

/** What the engine exports when the network as it is drawn is asked for, with data that fits it for the check. */
export async function drawnSource(open: OpenDocument): Promise<ExportSource> {
  const { document } = open.history;
  return {
    kind: 'document',
    document: printDocument(document),
    recipe: document.recipe.active,
    data: await dataFor(open),
  };
}

/** A data set on this machine whose images fit the network's input; null when there is none. */
async function dataFor({ analysis }: OpenDocument): Promise<string | null> {
  const answer = await askEngine<'datasets'>({ type: 'datasets' });
  if (answer?.ok !== true) return null;
  const [input] = [...analysis.entries.values()].filter(({ inputs }) => inputs.size === 0);
  const shape = String(input?.analysis.shape ?? '');
  return answer.value.sets.find((set) => set.present && String(set.shape) === shape)?.name ?? null;
}

/** Begins an export; what becomes of it is in the store. */
export function beginExport(source: ExportSource, formats: readonly ExportFormat[], out: string): void {
  const run = newRunName();
  // In the order of the catalogue, whatever order they were ticked in.
  const ordered = EXPORT_FORMATS.filter((format) => formats.includes(format));
  const job = { run, out, formats: ordered, progress: {}, at: null, stopping: false, outcome: null };
  useExport.setState({ job });
  tellEngine({ type: 'export', run, source, formats: ordered, out });
}

export function stopExport(): void {
  const { job } = useExport.getState();
  if (job === null || job.outcome !== null || job.stopping) return;
  useExport.setState({ job: { ...job, stopping: true } });
  tellEngine({ type: 'stop', run: job.run });
}

/** The job after a message of the engine; the same when it is about something else. */
export function afterMessage(job: Job, message: EngineMessage): Job {
  if (!('run' in message) || message.run !== job.run || job.outcome !== null) return job;
  switch (message.type) {
    case 'export-progress': {
      const { format, done, total } = message;
      return { ...job, at: format, progress: { ...job.progress, [format]: { done, total } } };
    }
    case 'exported': {
      const { reports, problems, stopped } = message;
      return ended(job, { reports, problems, end: stopped ? 'stopped' : 'done' });
    }
    case 'refused':
      return ended(job, { problems: [message.problem] });
    case 'fault':
      return ended(job, { end: 'fault' });
    default:
      return job;
  }
}

function ended(job: Job, outcome: Partial<Outcome>): Job {
  const none: Outcome = { reports: [], problems: [], end: 'done', reason: null };
  return { ...job, outcome: { ...none, ...outcome } };
}

/** The job after the engine was lost over some work. Why it was lost may be told after that it was. */
export function afterLoss(job: Job, lost: readonly string[], reason: string | null): Job {
  if (!lost.includes(job.run) || (job.outcome !== null && job.outcome.end !== 'lost')) return job;
  return ended(job, { end: 'lost', reason });
}

/** Follows the engine from now on. Called once, when the window starts. */
export function startExports(): void {
  const change = (next: (job: Job) => Job): void =>
    useExport.setState(({ job }) => (job === null ? {} : { job: next(job) }));
  onEngineMessage((message) => change((job) => afterMessage(job, message)));
  onEngineLost((runs, reason) => change((job) => afterLoss(job, runs, reason)));
}
