import { addNote, removeNotes, selectAll } from './edits';
import { removeSelection } from '../../shared/edit/remove';
import { setFrozen } from '../../shared/edit/change';
import { edit, select, setOpened } from '../documents/edit';
import { documentOf } from '../documents/store';
import { keysOf, runCommand } from '../platform/commands';
import type { Words } from '../platform/language';
import type { MenuEntry } from '../platform/ui/menu';
import { canPaste, pasteCopied } from './clipboard';
import { noteOf } from './graph';
import type { Target } from './hit';
import type { Point } from './sizes';
import { useCanvas } from './store';
import { isComposite } from './view-model';

export interface MenuPlace {
  readonly target: Target;
  /** In pixels of the canvas's own box. */
  readonly screen: Point;
  /** The same point on the canvas. */
  readonly at: Point;
}

/** What a right click selects: what is under it, unless that is part of the selection already. */
export function selectTarget(documentKey: string, target: Target): void {
  const open = documentOf(documentKey);
  if (open === undefined || target.type === 'pane' || noteOf(target.id) !== null) return;
  const { nodes, edges } = open.selection;
  if ((target.type === 'node' ? nodes : edges).includes(target.id)) return;
  select(
    documentKey,
    target.type === 'node' ? { nodes: [target.id], edges: [] } : { nodes: [], edges: [target.id] },
  );
}

function command(id: string, label: string, extra: Partial<{ danger: boolean }> = {}): MenuEntry {
  return { id, label, shortcut: keysOf(id), run: () => void runCommand(id), ...extra };
}

/** The entries of the menu at a place. */
export function menuEntries(documentKey: string, place: MenuPlace, t: Words): readonly MenuEntry[] {
  const { target } = place;
  if (target.type === 'edge') return edgeEntries(documentKey, target.id, place, t);
  if (target.type === 'pane') return paneEntries(documentKey, place, t);
  const note = noteOf(target.id);
  return note === null ? nodeEntries(documentKey, target.id, t) : noteEntries(documentKey, note, t);
}

function nodeEntries(documentKey: string, path: string, t: Words): readonly MenuEntry[] {
  const open = documentOf(documentKey);
  if (open === undefined) return [];
  const shown = open.opened.includes(path);
  const node = open.history.document.nodes.find(({ id }) => id === path);
  const toggle: MenuEntry = {
    id: 'toggle',
    label: shown ? t('canvas.close') : t('canvas.open'),
    shortcut: keysOf('view.open-composite'),
    run: () => setOpened(documentKey, path, !shown),
  };
  const opens = isComposite(open, path) ? [toggle] : [];
  // What is inside an opened block is there to be looked at.
  if (node === undefined) return opens;
  const { frozen } = node.train;
  const nodes = open.selection.nodes;
  return [
    ...opens,
    ...(opens.length > 0 ? [{ id: 's0', separator: true } as const] : []),
    command('view.quick-add', t('canvas.quick-add')),
    { id: 's1', separator: true },
    command('edit.cut', t('canvas.cut')),
    command('edit.copy', t('canvas.copy')),
    command('edit.duplicate', t('canvas.duplicate')),
    { id: 's2', separator: true },
    {
      id: 'rename',
      label: t('canvas.rename'),
      shortcut: 'F2',
      run: () => useCanvas.setState({ renaming: path }),
    },
    {
      id: 'freeze',
      label: frozen ? t('canvas.unfreeze') : t('canvas.freeze'),
      run: () => edit(documentKey, (history) => setFrozen(history, nodes, !frozen)),
    },
    { id: 's3', separator: true },
    command('edit.delete', t('canvas.delete'), { danger: true }),
  ];
}

function edgeEntries(documentKey: string, edge: string, place: MenuPlace, t: Words): readonly MenuEntry[] {
  return [
    {
      id: 'insert',
      label: t('canvas.insert-here'),
      run: () =>
        useCanvas.setState({
          search: { documentKey, screen: place.screen, at: place.at, from: null, to: null, edge },
        }),
    },
    { id: 's1', separator: true },
    {
      id: 'remove',
      label: t('canvas.delete-edge'),
      shortcut: keysOf('edit.delete'),
      danger: true,
      run: () => edit(documentKey, (history) => removeSelection(history, [], [edge])),
    },
  ];
}

function paneEntries(documentKey: string, { screen, at }: MenuPlace, t: Words): readonly MenuEntry[] {
  return [
    {
      id: 'add',
      label: t('canvas.quick-add'),
      shortcut: keysOf('view.quick-add'),
      run: () =>
        useCanvas.setState({ search: { documentKey, screen, at, from: null, to: null, edge: null } }),
    },
    { id: 'note', label: t('canvas.add-note'), run: () => addNote(documentKey, at) },
    { id: 's1', separator: true },
    {
      id: 'paste',
      label: t('canvas.paste-here'),
      shortcut: keysOf('edit.paste'),
      disabled: !canPaste(),
      run: () => pasteCopied(documentKey, at),
    },
    {
      id: 'all',
      label: t('canvas.select-all'),
      shortcut: keysOf('edit.select-all'),
      run: () => selectAll(documentKey),
    },
    { id: 's2', separator: true },
    command('view.arrange', t('canvas.arrange')),
    command('view.fit', t('canvas.fit')),
  ];
}

function noteEntries(documentKey: string, note: string, t: Words): readonly MenuEntry[] {
  return [
    {
      id: 'write',
      label: t('canvas.edit-note'),
      run: () => useCanvas.setState({ editingNote: note }),
    },
    {
      id: 'remove',
      label: t('canvas.remove-note'),
      danger: true,
      run: () => removeNotes(documentKey, [note]),
    },
  ];
}
