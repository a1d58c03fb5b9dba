import { printDocument } from '../../shared/document/print';
import { logicalHash } from '../../shared/document/hash';
import { activeRecipe } from '../../shared/recipe/active-recipe';
import type { RunSummary } from '../../shared/protocol/window';
import { documentOf, useDocuments } from '../documents/store';
import { forgetData } from '../platform/chosen-data';
import { ask, call } from '../platform/api';
import { showBottomTab } from '../platform/bottom-tab';
import { addCloseGuard } from '../platform/close-guards';
import {
  connectEngine,
  newRunName,
  onEngineLost,
  onEngineMessage,
  restartEngine,
  tellEngine,
  useEngine,
} from '../platform/engine';
import { currentWords } from '../platform/language';
import { askPerson } from '../platform/question';
import {
  canResume,
  forgetRuns,
  isActive,
  newRun,
  showRun,
  storedRun,
  useRuns,
  type CurrentRun,
} from '../platform/run-store';
import type { EngineMessage } from '../../shared/protocol/contract';
import { showForm } from './forms';
import { readiness } from './readiness';
import { chosenData, knowSets } from './data-store';
import { hearGoing } from './going';
import { afterLoss, afterMessage, isRunMessage } from './run-messages';

function runOf(key: string): CurrentRun | undefined {
  return useRuns.getState().runs[key];
}

/** Begins a run of the document's active recipe; where something stands against it, that is shown instead. */
export async function startTraining(key: string): Promise<void> {
  if (isActive(runOf(key)) || starting.has(key)) return;
  starting.add(key);
  try {
    await begin(key);
  } finally {
    starting.delete(key);
  }
}

/** Documents whose run is about to begin: a second press begins no second run. */
const starting = new Set<string>();

async function begin(key: string): Promise<void> {
  await knowSets();
  const open = documentOf(key);
  if (open === undefined) return;
  const data = chosenData(open);
  const ready = readiness(open, data);
  showBottomTab(ready === 'problems' ? 'problems' : 'training');
  if (ready !== 'ready' || data === null) {
    // The form says what is missing, and has the button for it.
    if (ready !== 'problems') showForm(key, true);
    return;
  }
  const { document } = open.history;
  const recipe = activeRecipe(document);
  const placed = await call('runs/place', { file: open.file?.id ?? null, name: document.name });
  if (placed === undefined || !recipe.ok) return;
  const run = newRunName(key);
  const { directory } = placed;
  showForm(key, false);
  showRun(key, newRun({ run, directory, data, recipe: recipe.value.label }));
  tellEngine({
    ...{ type: 'train', run, document: printDocument(document), recipe: document.recipe.active },
    ...{ data, limit: null, directory, epochs: null, steps: null, batch: null, seed: null },
    checkpointEvery: null,
  });
}

/** Goes on with the run that the document shows, from its last checkpoint. */
export async function resumeShown(key: string): Promise<void> {
  const old = runOf(key);
  if (old === undefined || !canResume(old)) return;
  if (useEngine.getState().process.state === 'crashed') await restartEngine();
  const run = newRunName(key);
  const { directory, data, recipe } = old;
  showForm(key, false);
  showRun(key, { ...newRun({ run, directory, data, recipe }), state: { ...old.state, phase: 'preparing' } });
  showBottomTab('training');
  tellEngine({ type: 'resume', run, directory: directory });
}

/** Pauses the document's run, or lets it go on. */
export function togglePause(key: string): void {
  const run = runOf(key);
  if (run === undefined || !isActive(run)) return;
  const asked = run.status === 'paused' ? 'continue' : 'pause';
  showRun(key, { ...run, asked });
  tellEngine({ type: asked, run: run.run });
}

/** Stops the document's run, with a checkpoint. */
export function stopTraining(key: string): void {
  const run = runOf(key);
  if (run === undefined || !isActive(run)) return;
  showRun(key, { ...run, asked: 'stop' });
  tellEngine({ type: 'stop', run: run.run });
}

/** Starts the engine again after it crashed. */
export async function startEngineAgain(): Promise<void> {
  if (useEngine.getState().process.state === 'crashed') await restartEngine();
  else await connectEngine();
}

/** Shows the newest run of a document that shows none yet, so that it is found again after a restart. */
export async function showLatestRun(key: string): Promise<void> {
  const open = documentOf(key);
  if (open === undefined || runOf(key) !== undefined) return;
  const listed = await ask('runs/list', { file: open.file?.id ?? null });
  // The runs tab tells what is wrong with them.
  if (!listed.ok) return;
  const { document } = open.history;
  const latest = latestOf(listed.value, { hash: logicalHash(document), name: document.name });
  if (latest === undefined) return;
  const read = await ask('runs/read', { directory: latest.directory });
  if (read.ok && runOf(key) === undefined && documentOf(key) !== undefined)
    showRun(key, storedRun(read.value));
}

/** The newest run of this network, or else of an earlier state of this document. */
export function latestOf(
  runs: readonly RunSummary[],
  of: { readonly hash: string; readonly name: string },
): RunSummary | undefined {
  return runs.find(({ documentHash, document }) => documentHash === of.hash || document === of.name);
}

/** Messages that wait for the next frame: a burst of them makes one drawing. */
let queue: EngineMessage[] = [];
let frame = 0;
let timer = 0;
/** A window that is hidden draws no frames; it still follows its runs. */
const LATEST_MS = 90;

function hear(message: EngineMessage): void {
  if (hearGoing(message)) return;
  if (!isRunMessage(message) || message.run === null) return;
  // For whoever mends it: people see a sentence, not a stack.
  if (message.type === 'fault') console.error(message.message);
  queue.push(message);
  if (queue.length > 1) return;
  frame = requestAnimationFrame(apply);
  timer = window.setTimeout(apply, LATEST_MS);
}

function apply(): void {
  cancelAnimationFrame(frame);
  window.clearTimeout(timer);
  const messages = queue;
  queue = [];
  useRuns.setState(({ runs }) => {
    const next: Record<string, CurrentRun> = { ...runs };
    for (const message of messages) {
      const key = Object.keys(next).find((one) => 'run' in message && next[one]!.run === message.run);
      if (key !== undefined && isRunMessage(message)) next[key] = afterMessage(next[key]!, message);
    }
    return { runs: next };
  });
}

function loseRuns(lost: readonly string[], reason: string | null): void {
  // What came before the end counts.
  apply();
  useRuns.setState(({ runs }) => ({
    runs: Object.fromEntries(
      Object.entries(runs).map(([key, run]) => [
        key,
        lost.includes(run.run) && run.status !== 'ended' ? afterLoss(run, reason) : run,
      ]),
    ),
  }));
}

async function askBeforeClosing(key: string): Promise<boolean> {
  if (!isActive(runOf(key))) return true;
  const t = currentWords();
  const answer = await askPerson({
    title: t('training.close-title'),
    text: t('training.close-text'),
    answers: [
      { id: 'cancel', label: t('common.cancel') },
      { id: 'stop', label: t('training.stop-and-close'), look: 'primary' },
    ],
  });
  if (answer !== 'stop') return false;
  stopTraining(key);
  return true;
}

/** Follows the engine from now on. Called once, when the window starts. */
export function startRuns(): void {
  onEngineMessage(hear);
  onEngineLost(loseRuns);
  addCloseGuard(askBeforeClosing);
  useDocuments.subscribe(({ documents }, before) => {
    if (documents === before.documents) return;
    for (const key of Object.keys(before.documents)) {
      if (documents[key] !== undefined) continue;
      if (isActive(runOf(key))) stopTraining(key);
      forgetRuns(key);
      forgetData(key);
    }
  });
}
