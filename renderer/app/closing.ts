import { discardDocument, save, titleOf } from '../documents/files';
import { flushJournal } from '../documents/journal';
import { documentOf, isUnsaved, useDocuments, type OpenDocument } from '../documents/store';
import { call, listen } from '../platform/api';
import { currentWords } from '../platform/language';
import { askPerson } from '../platform/question';
import { isActive, useRuns } from '../platform/run-store';

function openDocuments(): readonly OpenDocument[] {
  const { order, documents } = useDocuments.getState();
  return order.flatMap((key) => documents[key] ?? []);
}

function names(documents: readonly OpenDocument[]): string {
  return documents.map(titleOf).join(' · ');
}

let closing = false;

/** Leaves the app, when the person has said what becomes of training and of what is not saved. */
export async function requestClose(): Promise<void> {
  // The close button pressed again while a question is open changes nothing.
  if (closing) return;
  closing = true;
  try {
    if ((await mayStopTraining()) && (await settleAll())) {
      flushJournal();
      await call('app/close', null);
    }
  } finally {
    closing = false;
  }
}

async function mayStopTraining(): Promise<boolean> {
  const { runs } = useRuns.getState();
  const training = openDocuments().filter(({ key }) => isActive(runs[key]));
  if (training.length === 0) return true;
  const t = currentWords();
  const answer = await askPerson({
    title: t('app.training-title'),
    text: t('app.training-text', { names: names(training) }),
    answers: [
      { id: 'stop', label: t('app.training-stop') },
      { id: 'keep', label: t('app.training-keep'), look: 'primary' },
    ],
  });
  return answer === 'stop';
}

async function settleAll(): Promise<boolean> {
  const unsaved = openDocuments().filter(isUnsaved);
  if (unsaved.length === 0) return true;
  const t = currentWords();
  const answer = await askPerson({
    title: t('app.close-all-title', { count: unsaved.length }),
    text: t('app.close-all-text', { names: names(unsaved) }),
    answers: [
      { id: 'discard', label: t('app.dont-save'), look: 'danger' },
      { id: 'cancel', label: t('common.cancel') },
      { id: 'save', label: t(unsaved.length === 1 ? 'app.save' : 'app.save-all'), look: 'primary' },
    ],
  });
  if (answer === 'save') return saveAll(unsaved);
  if (answer !== 'discard') return false;
  // Given up for good: the journal has nothing to offer at the next start.
  await Promise.all(unsaved.map(({ key }) => discardDocument(key)));
  return true;
}

/** One after the other, since each may ask for a file. The first that is not saved keeps the app open. */
async function saveAll(unsaved: readonly OpenDocument[]): Promise<boolean> {
  for (const { key } of unsaved) {
    if (documentOf(key) !== undefined && !(await save(key))) return false;
  }
  return true;
}

/** Answers the window's close button. */
export function followCloseRequests(): void {
  listen('app/close-requested', () => void requestClose());
}
