import { copyNodes, duplicateNodes, pasteNodes } from '../../shared/edit/clipboard';
import { removeSelection } from '../../shared/edit/remove';
import { edit } from '../documents/edit';
import { documentOf, useDocuments } from '../documents/store';
import { currentWords } from '../platform/language';
import { notify } from '../platform/notices';
import { controlsOf } from './store';
import type { Point } from './sizes';

/** What was copied last in this window, for the menu's Paste: the window may not read the clipboard by itself. */
let copied: string | null = null;

/** Blocks of a document that can be copied or removed: those selected, without what is inside opened ones. */
export function selectedBlocks(documentKey: string): readonly string[] {
  return documentOf(documentKey)?.selection.nodes.filter((path) => !path.includes('/')) ?? [];
}

/** The selected blocks as text, kept for the menu's Paste as well; null without any. */
function taken(documentKey: string): string | null {
  const open = documentOf(documentKey);
  const nodes = selectedBlocks(documentKey);
  if (open === undefined || nodes.length === 0) return null;
  copied = copyNodes(open.history.document, nodes);
  return copied;
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Whether the event is about text that the person marked or types, not about blocks. */
function isAboutText(event: ClipboardEvent): boolean {
  const marked = document.getSelection();
  return isField(event.target) || (marked !== null && !marked.isCollapsed && event.type !== 'paste');
}

function hasModal(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

/** Answers the browser's own copy, cut and paste while a canvas is shown. @returns ends it */
export function answerClipboard(documentKey: string): () => void {
  const concerns = (event: ClipboardEvent): boolean =>
    !event.defaultPrevented &&
    useDocuments.getState().active === documentKey &&
    !isAboutText(event) &&
    !hasModal();
  const onCopy = (event: ClipboardEvent): void => {
    if (!concerns(event)) return;
    const text = taken(documentKey);
    if (text === null) return;
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    if (event.type === 'cut') cutSelected(documentKey);
  };
  const onPaste = (event: ClipboardEvent): void => {
    if (!concerns(event)) return;
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (text.trim() === '') return;
    event.preventDefault();
    controlsOf(documentKey)?.paste(text);
  };
  document.addEventListener('copy', onCopy);
  document.addEventListener('cut', onCopy);
  document.addEventListener('paste', onPaste);
  return () => {
    document.removeEventListener('copy', onCopy);
    document.removeEventListener('cut', onCopy);
    document.removeEventListener('paste', onPaste);
  };
}

function cutSelected(documentKey: string): void {
  const nodes = selectedBlocks(documentKey);
  edit(documentKey, (history) => removeSelection(history, nodes, []));
}

/** Copies from a menu: through the browser's own copy event, so that other windows can paste it too. */
export function copySelected(documentKey: string): void {
  taken(documentKey);
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way that needs no permission
  document.execCommand('copy');
}

/** Cuts from a menu. */
export function cutFromMenu(documentKey: string): void {
  copySelected(documentKey);
  cutSelected(documentKey);
}

/** Whether the menu's Paste has anything. */
export function canPaste(): boolean {
  return copied !== null;
}

/** Pastes from a menu what was copied last in this window. @param at where, or null for beside the originals */
export function pasteCopied(documentKey: string, at: Point | null): void {
  if (copied === null) {
    notify('info', currentWords()('canvas.nothing-pasted'));
    return;
  }
  pasteText(documentKey, copied, at);
}

/** Pastes text of the clipboard, if it is blocks. */
export function pasteText(documentKey: string, text: string, at: Point | null): void {
  const place = at === null ? null : ([Math.round(at.x), Math.round(at.y)] as const);
  edit(documentKey, (history) => pasteNodes(history, text, place));
}

/** Makes a second one of each selected block. */
export function duplicateSelected(documentKey: string): void {
  const nodes = selectedBlocks(documentKey);
  if (nodes.length > 0) edit(documentKey, (history) => duplicateNodes(history, nodes));
}
