import { create } from 'zustand';
import type { Problem } from '../../shared/problems/problem';
import type { EngineMessage } from '../../shared/protocol/contract';
import { WINDOW_PARTS, type NoticeOf, type WindowPart } from '../../shared/protocol/window';
import { useDocuments, type OpenDocument } from '../documents/store';
import { call, listen } from '../platform/api';
import { useChosenSets } from '../platform/chosen-data';
import { askEngine } from '../platform/engine';
import { refreshSetup } from '../platform/machine';
import { bestData, networkData } from './match-data';

export type DataSet = Extract<EngineMessage, { type: 'datasets' }>['sets'][number];
export type DataDescription = Extract<EngineMessage, { type: 'data-described' }>;

interface DataState {
  /** Null until the engine has answered. */
  readonly sets: readonly DataSet[] | null;
  /** Why there is no answer. */
  readonly problem: Problem | null;
  readonly described: Readonly<Record<string, DataDescription>>;
  /** Parts that set-up is fetching for this window. */
  readonly fetching: readonly WindowPart[];
  readonly progress: NoticeOf<'setup/progress'> | null;
}

/** What the window knows of the data sets. */
export const useData = create<DataState>()(() => ({
  sets: null,
  problem: null,
  described: {},
  fetching: [],
  progress: null,
}));

let asking: Promise<void> | null = null;

/** Asks which data sets there are, unless it is known. */
export function knowSets(): Promise<void> {
  return useData.getState().sets === null ? refreshSets() : Promise.resolve();
}

/** Asks anew which data sets there are. */
export function refreshSets(): Promise<void> {
  asking ??= askEngine<'datasets'>({ type: 'datasets' }).then((answer) => {
    asking = null;
    if (answer === null) return;
    if (answer.ok) useData.setState({ sets: answer.value.sets, problem: null });
    else useData.setState({ problem: answer.problem });
  });
  return asking;
}

const describing = new Set<string>();

/** Asks what a data set looks like, unless it is known. */
export async function describeData(name: string): Promise<void> {
  if (describing.has(name) || useData.getState().described[name]?.problems.length === 0) return;
  describing.add(name);
  const answer = await askEngine<'describe-data'>({ type: 'describe-data', data: name });
  describing.delete(name);
  if (answer === null || !answer.ok) return;
  const { value } = answer;
  useData.setState(({ described }) => ({ described: { ...described, [name]: value } }));
}

/** The data set that a document trains on: the person's choice, or the one that fits best; null while none is known. */
export function chosenIn(
  chosen: Readonly<Record<string, string>>,
  sets: DataState['sets'],
  open: Pick<OpenDocument, 'key' | 'analysis'>,
): string | null {
  return chosen[open.key] ?? bestData(networkData(open.analysis), sets ?? []);
}

/** As `chosenIn`, now. */
export function chosenData(open: OpenDocument): string | null {
  return chosenIn(useChosenSets.getState(), useData.getState().sets, open);
}

/** As `chosenIn`, followed. */
export function useChosenData(key: string): string | null {
  const chosen = useChosenSets();
  const sets = useData((state) => state.sets);
  return useDocuments(({ documents }) => {
    const open = documents[key];
    return open === undefined ? null : chosenIn(chosen, sets, open);
  });
}

/** The part of set-up that brings a data set; null where the person brings it. */
export function partOfData(name: string): WindowPart | null {
  return WINDOW_PARTS.find((part) => part === `data:${name}`) ?? null;
}

/** Fetches parts, telling progress, until all of them are here. */
export async function fetchParts(parts: readonly WindowPart[]): Promise<void> {
  useData.setState(({ fetching }) => ({ fetching: [...fetching, ...parts] }));
  const stop = listen('setup/progress', (progress) => useData.setState({ progress }));
  await call('setup/ensure', { parts: [...parts] });
  stop();
  useData.setState(({ fetching }) => ({
    fetching: fetching.filter((part) => !parts.includes(part)),
    progress: null,
  }));
  await Promise.all([refreshSetup(), refreshSets()]);
}
