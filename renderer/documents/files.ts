import { emptyDocument } from '../../shared/document/empty';
import { readDocument } from '../../shared/document/parse';
import { printDocument } from '../../shared/document/print';
import type { FileRef, FileStamp, OpenedFile } from '../../shared/protocol/window';
import { ask, call, listen } from '../platform/api';
import { mayClose } from '../platform/close-guards';
import { currentWords } from '../platform/language';
import { notify, notifyProblem } from '../platform/notices';
import { askPerson } from '../platform/question';
import { tellOpenFailure } from './open-failure';
import { previewOf } from './preview';
import {
  addDocument,
  documentOf,
  dropDocument,
  isUnsaved,
  markSaved,
  replaceDocument,
  showDocument,
  updateDocument,
  useDocuments,
  type OpenDocument,
} from './store';

/** What a tab, a question and a list call a document. */
export function titleOf({ file, history }: OpenDocument): string {
  return file?.name ?? (history.document.name || currentWords()('common.untitled'));
}

/** Opens a new, empty network in a tab of its own. */
export function newDocument(): string {
  const untitled = currentWords()('common.untitled');
  const names = new Set(Object.values(useDocuments.getState().documents).map(titleOf));
  let name = untitled;
  for (let count = 2; names.has(name); count++) name = `${untitled} ${count}`;
  return addDocument(emptyDocument(name));
}

/** Lets the person choose a file, and opens it. */
export async function openChosen(): Promise<void> {
  const opened = await call('files/choose', null);
  if (opened !== undefined && opened !== null) adopt(opened);
}

/** Opens a file the main process knows. @returns its key, or null where it could not be opened */
export async function openId(
  id: string,
  rest: { readonly key?: string; readonly front?: boolean } = {},
): Promise<string | null> {
  const at = keyOfFile(id);
  if (at !== null) {
    if (rest.front !== false) showDocument(at);
    return at;
  }
  const opened = await call('files/open', { id });
  return opened === undefined ? null : adopt(opened, rest);
}

/** Opens a file that was dropped on the window. */
export async function openDropped(path: string): Promise<void> {
  const opened = await call('files/open-dropped', { path });
  if (opened !== undefined) adopt(opened);
}

function keyOfFile(id: string): string | null {
  const { documents } = useDocuments.getState();
  return Object.values(documents).find(({ file }) => file?.id === id)?.key ?? null;
}

/** Opens what was read; a file that is open already comes to the front as it stands there. */
function adopt(
  { file, text, stamp }: OpenedFile,
  rest: { readonly key?: string; readonly front?: boolean } = {},
): string | null {
  const at = keyOfFile(file.id);
  if (at !== null) {
    showDocument(at);
    return at;
  }
  const read = readDocument(text);
  if (!read.ok) {
    tellOpenFailure({ name: fullName(file), problems: read.problems });
    void call('files/release', { id: file.id });
    // What is no network is no recent one either.
    if (rest.key === undefined) void call('files/forget', { id: file.id });
    return null;
  }
  const key = addDocument(read.value, { ...rest, file, stamp });
  remember(key);
  return key;
}

function fullName({ name }: FileRef): string {
  return `${name}.inlay.json`;
}

/** Puts the file among the recent ones, with its thumbnail as it is now. */
function remember(key: string): void {
  const open = documentOf(key);
  if (open === undefined || open.file === null) return;
  void call('files/remember', { id: open.file.id, preview: previewOf(open.analysis) });
}

/** Saves under way: a second Ctrl+S waits for the first, and saves what came since. */
const saving = new Map<string, Promise<boolean>>();

/** Writes a document to its file, or asks for one. @returns whether it is on the disk */
export function save(key: string): Promise<boolean> {
  return inTurn(key, () => saveNow(key));
}

/** Writes a document to a file the person chooses. */
export function saveAs(key: string): Promise<boolean> {
  return inTurn(key, () => saveAsNow(key));
}

async function inTurn(key: string, work: () => Promise<boolean>): Promise<boolean> {
  const mine = (saving.get(key) ?? Promise.resolve(true)).then(work);
  saving.set(key, mine);
  const done = await mine;
  if (saving.get(key) === mine) saving.delete(key);
  return done;
}

async function saveNow(key: string): Promise<boolean> {
  const open = documentOf(key);
  if (open === undefined) return false;
  if (open.file === null) return saveAsNow(key);
  // A file that is gone is made again; there is nothing left to compare with.
  return write(open, open.disk === 'gone' ? null : open.stamp);
}

async function write(open: OpenDocument, expected: FileStamp | null): Promise<boolean> {
  const { key, history } = open;
  const text = printDocument(history.document);
  const answer = await ask('files/save', { id: open.file!.id, text, expected });
  if (answer.ok) {
    markSaved(key, history, answer.value);
    remember(key);
    return true;
  }
  if (answer.problem.code !== 'file/changed-on-disk') {
    notifyProblem(answer.problem);
    return false;
  }
  updateDocument(key, { disk: 'changed' });
  return (await mayOverwrite(open)) ? write(documentOf(key) ?? open, null) : false;
}

async function mayOverwrite(open: OpenDocument): Promise<boolean> {
  const t = currentWords();
  const answer = await askPerson({
    title: t('app.overwrite-title', { name: titleOf(open) }),
    text: t('app.overwrite-text'),
    answers: [
      { id: 'cancel', label: t('common.cancel') },
      { id: 'overwrite', label: t('app.overwrite'), look: 'danger' },
    ],
  });
  return answer === 'overwrite';
}

async function saveAsNow(key: string): Promise<boolean> {
  const open = documentOf(key);
  if (open === undefined) return false;
  const { history, file } = open;
  const name = fileNameOf(file?.name ?? history.document.name);
  const saved = await call('files/save-as', { name, text: printDocument(history.document) });
  if (saved === undefined || saved === null) return false;
  for (const other of Object.values(useDocuments.getState().documents)) {
    // Another tab on the file just written over: what it shows is no longer what the file holds.
    if (other.key !== key && other.file?.id === saved.file.id) updateDocument(other.key, { disk: 'changed' });
  }
  if (file !== null && file.id !== saved.file.id) void call('files/release', { id: file.id });
  markSaved(key, history, saved);
  remember(key);
  return true;
}

/** A document's name as a file's: without what file systems refuse, and without an end that is not seen. */
export function fileNameOf(name: string): string {
  const plain = name.replace(/[\u0000-\u001f<>:"/\\|?*]+/g, ' ').replace(/\s+/g, ' ');
  return (
    plain
      .trim()
      .replace(/^\.+|\.+$/g, '')
      .slice(0, 120) || currentWords()('common.untitled')
  );
}

/** Closes a tab, asking first where something would be lost. @returns whether it was closed */
export async function close(key: string): Promise<boolean> {
  const open = documentOf(key);
  if (open === undefined) return true;
  if (!(await mayClose(key))) return false;
  if (isUnsaved(open) && !(await settle(open))) return false;
  const { file } = documentOf(key) ?? open;
  dropDocument(key);
  if (file !== null) void call('files/release', { id: file.id });
  return true;
}

/** Gives up what no file holds, as the app ends. Resolves when the journal has nothing of it. */
export async function discardDocument(key: string): Promise<void> {
  dropDocument(key);
  await call('journal/drop', { key });
}

/** Saves or gives up what the file does not hold, as the person says. @returns false to leave all as it is */
async function settle(open: OpenDocument): Promise<boolean> {
  const t = currentWords();
  showDocument(open.key);
  const answer = await askPerson({
    title: t('app.close-title', { name: titleOf(open) }),
    text: t('app.close-text'),
    answers: [
      { id: 'discard', label: t('app.dont-save'), look: 'danger' },
      { id: 'cancel', label: t('common.cancel') },
      { id: 'save', label: t('app.save'), look: 'primary' },
    ],
  });
  if (answer === 'save') return save(open.key);
  return answer === 'discard';
}

/** Reads a file anew that changed on the disk. What was edited here is given up. */
export async function reload(key: string): Promise<void> {
  const file = documentOf(key)?.file ?? null;
  if (file === null) return;
  const opened = await call('files/open', { id: file.id });
  if (opened === undefined) return;
  const read = readDocument(opened.text);
  if (read.ok) replaceDocument(key, read.value, opened.stamp);
  else tellOpenFailure({ name: fullName(file), problems: read.problems });
}

/** Keeps what is here: the next save writes over what came to the disk meanwhile. */
export function keepMine(key: string): void {
  const disk = changed.get(documentOf(key)?.file?.id ?? '');
  updateDocument(key, { disk: 'same', saved: null, ...(disk === undefined ? {} : { stamp: disk }) });
}

/** What the disk holds of files that changed, by id. */
const changed = new Map<string, FileStamp>();

/** Follows what others do to the open files. */
export function watchFiles(): void {
  listen('file/changed', ({ id, stamp }) => {
    const key = keyOfFile(id);
    const open = key === null ? undefined : documentOf(key);
    if (key === null || open === undefined) return;
    if (stamp === null) {
      updateDocument(key, { disk: 'gone', saved: null });
      return;
    }
    changed.set(id, stamp);
    updateDocument(key, { disk: stamp.sha256 === open.stamp?.sha256 ? 'same' : 'changed' });
  });
  listen('app/open-file', ({ file }) => void openId(file.id));
}

/** Opens the networks among files dropped anywhere on the window; a block dropped on the canvas is none of its. */
export function acceptDrops(): void {
  const bringsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true;
  window.addEventListener('dragover', (event) => {
    if (bringsFiles(event)) event.preventDefault();
  });
  window.addEventListener('drop', (event) => {
    if (!bringsFiles(event)) return;
    // Without this the window would go to the file.
    event.preventDefault();
    void openAll([...(event.dataTransfer?.files ?? [])]);
  });
}

async function openAll(files: readonly File[]): Promise<void> {
  const networks = files.filter(({ name }) => name.endsWith('.inlay.json'));
  for (const file of networks) await openDropped(window.inlay.pathOf(file));
  if (networks.length === 0) notify('info', currentWords()('app.not-a-network'));
}
