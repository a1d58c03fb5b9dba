import { readDocument } from '../../shared/document/parse';
import type { EngineMessage } from '../../shared/protocol/contract';
import type { RunEvent } from '../../shared/protocol/events';
import { activeRecipe } from '../../shared/recipe/active-recipe';
import type { StoredRun } from '../../shared/protocol/window';
import { tabSettled } from '../documents/session';
import { addDocument, documentOf, useDocuments } from '../documents/store';
import { ask } from '../platform/api';
import { ownerOf } from '../platform/engine';
import { isActive, newRun, showRun, storedRun, useRuns, type CurrentRun } from '../platform/run-store';
import { chosenData } from './data-store';
import { afterMessage } from './run-messages';

type Started = Extract<RunEvent, { type: 'started' }>;

/**
 * Runs of a window before this one (its page ended, or was loaded anew) that go on in the engine and are not shown
 * yet, with what they told since this window hears them.
 */
const waiting = new Map<string, readonly RunEvent[]>();

/** Takes what is told of a run that this window has not begun and does not show yet. @returns whether it was that */
export function hearGoing(message: EngineMessage): boolean {
  if (message.type === 'going') {
    waiting.set(message.run, message.events);
    void adopt(message.run);
    return true;
  }
  if (!('run' in message) || message.run === null) return false;
  const before = waiting.get(message.run);
  if (before === undefined) return false;
  if (message.type === 'events') {
    waiting.set(message.run, [...before, ...message.events]);
    if (message.events.some(({ type }) => type === 'started')) void adopt(message.run);
  } else {
    // It ended: it is found in its directory, as any other.
    waiting.delete(message.run);
  }
  return true;
}

/** Shows a run that goes on at the document it was begun for; where that is closed, its network is opened. */
async function adopt(run: string): Promise<void> {
  const owner = ownerOf(run);
  if (owner !== null) await tabSettled(owner);
  const started = waiting.get(run)?.find((event): event is Started => event.type === 'started');
  // Before it has begun it has written nothing, and everything is still to be heard.
  const read = started === undefined ? null : await ask('runs/read', { directory: started.run });
  const events = waiting.get(run);
  if (events === undefined) return;
  const stored = read?.ok === true ? read.value : null;
  const key = tabFor(owner) ?? openNetworkOf(stored);
  if (key === null) return;
  waiting.delete(run);
  const shown =
    stored === null ? freshRun(run, key) : { ...storedRun(stored), run, status: 'running' as const };
  showRun(key, caughtUp(shown, stored === null ? null : (started ?? null), events));
}

/** The tab that a run was begun in, if it is there and shows no other one that goes on. */
function tabFor(owner: string | null): string | null {
  if (owner === null || documentOf(owner) === undefined) return null;
  return isActive(useRuns.getState().runs[owner]) ? null : owner;
}

function openNetworkOf(stored: StoredRun | null): string | null {
  const read = stored === null ? null : readDocument(stored.document);
  if (read?.ok !== true) return null;
  // It takes nobody away from another network.
  return addDocument(read.value, { front: useDocuments.getState().active === null });
}

function freshRun(run: string, key: string): CurrentRun {
  const open = documentOf(key)!;
  const recipe = activeRecipe(open.history.document);
  const about = { data: chosenData(open) ?? '', recipe: recipe.ok ? recipe.value.label : '' };
  return newRun({ run, directory: null, ...about });
}

/**
 * A run with what it told meanwhile; what is in the part that was read from its directory comes once.
 * @param started how it began, for one that was read from its directory
 */
export function caughtUp(run: CurrentRun, started: Started | null, events: readonly RunEvent[]): CurrentRun {
  const told = started === null ? events : events.filter((event) => isNews(run, event));
  const { resumedFrom } = started ?? run.state;
  const state = { ...run.state, resumedFrom };
  return afterMessage({ ...run, state }, { type: 'events', run: run.run, events: told });
}

function isNews({ state }: CurrentRun, event: RunEvent): boolean {
  if (event.type === 'step' || event.type === 'timing') return event.step > state.step;
  if (event.type === 'epoch') return event.epoch > state.epoch;
  // It would cut the curves back.
  return event.type !== 'started';
}
