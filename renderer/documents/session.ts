import { create } from 'zustand';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import type { JournalEntry, Session } from '../../shared/protocol/window';
import { ask, call } from '../platform/api';
import { openId } from './files';
import { adoptEntry, discardEntry } from './journal';
import { tellOpenFailure } from './open-failure';
import { planStart, recover } from './recovery';
import { addDocument, showDocument, updateDocument, useDocuments } from './store';

interface Recovery {
  /** What a crash left and the person has not answered yet. */
  readonly offer: readonly JournalEntry[];
  /** Whether the saved tabs are back, and what is to be offered is known. */
  readonly restored: boolean;
}

export const useRecovery = create<Recovery>()(() => ({ offer: [], restored: false }));

/** Resolves once it is settled whether a tab of the last session comes back. */
export function tabSettled(key: string): Promise<void> {
  const isSettled = ({ offer, restored }: Recovery): boolean =>
    restored && !offer.some((one) => one.key === key);
  return new Promise((resolve) => {
    if (isSettled(useRecovery.getState())) {
      resolve();
      return;
    }
    const stop = useRecovery.subscribe((recovery) => {
      if (!isSettled(recovery)) return;
      stop();
      resolve();
    });
  });
}

/** Brings back the tabs of the last session, and offers what a crash left. */
export async function restoreSession(): Promise<void> {
  const [session, journal] = await Promise.all([call('session/read', null), call('journal/list', null)]);
  const plan = planStart(session ?? { tabs: [], active: null }, journal ?? []);
  // One after the other: the tabs come back in their order. A file that is missing is told by its problem.
  for (const { key, file } of plan.reopen) await openId(file, { key, front: false });
  const { documents } = useDocuments.getState();
  if (plan.active !== null && documents[plan.active] !== undefined) showDocument(plan.active);
  useRecovery.setState({ offer: plan.offer, restored: true });
}

/** Opens what a crash left: marked unsaved, its steps still to be undone. */
export async function restoreEntry(entry: JournalEntry): Promise<void> {
  const recovered = recover(entry);
  answered(entry.key);
  if (!recovered.ok) {
    // Its entry stays on the disk: it is the only copy, and a later version may read it.
    tellOpenFailure({ name: entry.name, problems: recovered.problems });
    return;
  }
  const history = recovered.value;
  adoptEntry(entry.key, history);
  const { key, file, stamp } = entry;
  addDocument(history.document, { key, file, stamp, history, saved: false });
  if (file !== null) await compareWithDisk(key, file.id, stamp?.sha256 ?? null);
}

/** Gives up what a crash left; a saved file opens as the disk has it. */
export async function discardRecovered(entry: JournalEntry): Promise<void> {
  discardEntry(entry.key);
  // Only then is it settled whether this tab comes back.
  if (entry.file !== null) await openId(entry.file.id, { key: entry.key });
  answered(entry.key);
}

function answered(key: string): void {
  useRecovery.setState(({ offer }) => ({ offer: offer.filter((one) => one.key !== key) }));
}

/** A file that another program wrote since the crash is told at once, not first when it is saved. */
async function compareWithDisk(key: string, id: string, sha256: string | null): Promise<void> {
  const opened = await ask('files/open', { id });
  if (!opened.ok) updateDocument(key, { disk: 'gone' });
  else if (opened.value.stamp.sha256 !== sha256) updateDocument(key, { disk: 'changed' });
}

/** What the file of an entry holds now; null when it has none, or it cannot be read. */
export async function savedOf({ file }: JournalEntry): Promise<InlayDocument | null> {
  if (file === null) return null;
  const opened = await ask('files/open', { id: file.id });
  if (!opened.ok) return null;
  const read = readDocument(opened.value.text);
  return read.ok ? read.value : null;
}

const REST_MS = 200;

/** Keeps the list of tabs on the disk. */
export function startSession(): void {
  let timer = 0;
  let last = '';
  const write = (): void => {
    const session = sessionNow();
    const text = JSON.stringify(session);
    if (text === last) return;
    last = text;
    void call('session/write', session);
  };
  // A file that did not come back is no longer among the tabs.
  write();
  useDocuments.subscribe(({ documents, order, active }, before) => {
    if (documents === before.documents && order === before.order && active === before.active) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(write, REST_MS);
  });
}

function sessionNow(): Session {
  const { order, documents, active } = useDocuments.getState();
  return { tabs: order.map((key) => ({ key, file: documents[key]?.file?.id ?? null })), active };
}
