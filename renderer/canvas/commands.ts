import type { CommandSpec } from '../platform/commands';
import { removeSelection } from '../../shared/edit/remove';
import { historyLabel } from '../../shared/language/history-label';
import { edit, redoIn, setOpened, undoIn } from '../documents/edit';
import { activeDocument, type OpenDocument } from '../documents/store';
import { codeOf, useLanguageStore, type Words } from '../platform/language';
import { changeSettings, useSettingsStore } from '../platform/settings';
import {
  canPaste,
  copySelected,
  cutFromMenu,
  duplicateSelected,
  pasteCopied,
  selectedBlocks,
} from './clipboard';
import { removeNotes, selectAll } from './edits';
import { controlsOf, useCanvas, type CanvasControls } from './store';
import { isComposite } from './view-model';

/** How much one step of zooming is. */
const ZOOM_STEP = 1.25;

function active(): OpenDocument | null {
  return activeDocument();
}

function hasBlocks(): boolean {
  const open = active();
  return open !== null && selectedBlocks(open.key).length > 0;
}

function hasSelection(): boolean {
  const open = active();
  if (open === null) return false;
  return hasBlocks() || open.selection.edges.length > 0 || useCanvas.getState().selectedNotes.length > 0;
}

function withActive(run: (open: OpenDocument) => void): () => void {
  return () => {
    const open = active();
    if (open !== null) run(open);
  };
}

function controls(): CanvasControls | undefined {
  return controlsOf(active()?.key ?? null);
}

/** `Undo add SE`: the step's own words behind the command's. */
function stepTitle(t: Words, undo: boolean): string {
  const { past = [], future = [] } = active()?.history ?? {};
  const step = undo ? past[past.length - 1] : future[future.length - 1];
  const title = t(undo ? 'canvas.undo' : 'canvas.redo');
  if (step === undefined) return title;
  const language = codeOf(useLanguageStore.getState().language);
  return t('canvas.step', { what: title, step: historyLabel(step.label, language) });
}

function removeSelected(open: OpenDocument): void {
  const nodes = selectedBlocks(open.key);
  const { edges } = open.selection;
  const { selectedNotes } = useCanvas.getState();
  if (nodes.length > 0 || edges.length > 0) {
    edit(open.key, (history) => removeSelection(history, nodes, edges));
  }
  if (selectedNotes.length > 0) removeNotes(open.key, selectedNotes);
}

/** The selected composite, or undefined. */
function selectedComposite(): string | undefined {
  const open = active();
  const [path, ...others] = open?.selection.nodes ?? [];
  if (open === null || path === undefined || others.length > 0) return undefined;
  return isComposite(open, path) ? path : undefined;
}

const editCommands: readonly CommandSpec[] = [
  {
    id: 'edit.undo',
    title: (t) => stepTitle(t, true),
    menu: 'edit',
    group: 1,
    keys: 'Mod+Z',
    enabled: () => (active()?.history.past.length ?? 0) > 0,
    run: withActive(({ key }) => undoIn(key)),
  },
  {
    id: 'edit.redo',
    title: (t) => stepTitle(t, false),
    menu: 'edit',
    group: 1,
    keys: 'Mod+Shift+Z',
    enabled: () => (active()?.history.future.length ?? 0) > 0,
    run: withActive(({ key }) => redoIn(key)),
  },
  {
    id: 'edit.cut',
    title: (t) => t('canvas.cut'),
    menu: 'edit',
    group: 2,
    keys: 'Mod+X',
    native: true,
    enabled: hasBlocks,
    run: withActive(({ key }) => cutFromMenu(key)),
  },
  {
    id: 'edit.copy',
    title: (t) => t('canvas.copy'),
    menu: 'edit',
    group: 2,
    keys: 'Mod+C',
    native: true,
    enabled: hasBlocks,
    run: withActive(({ key }) => copySelected(key)),
  },
  {
    id: 'edit.paste',
    title: (t) => t('canvas.paste'),
    menu: 'edit',
    group: 2,
    keys: 'Mod+V',
    native: true,
    enabled: () => active() !== null && canPaste(),
    run: withActive(({ key }) => pasteCopied(key, null)),
  },
  {
    id: 'edit.duplicate',
    title: (t) => t('canvas.duplicate'),
    menu: 'edit',
    group: 2,
    keys: 'Mod+D',
    enabled: hasBlocks,
    run: withActive(({ key }) => duplicateSelected(key)),
  },
  {
    id: 'edit.delete',
    title: (t) => t('canvas.delete'),
    menu: 'edit',
    group: 3,
    keys: 'Delete',
    enabled: hasSelection,
    run: withActive(removeSelected),
  },
  {
    id: 'edit.select-all',
    title: (t) => t('canvas.select-all'),
    menu: 'edit',
    group: 3,
    keys: 'Mod+A',
    enabled: () => (active()?.history.document.nodes.length ?? 0) > 0,
    run: withActive(({ key }) => selectAll(key)),
  },
];

const viewCommands: readonly CommandSpec[] = [
  {
    id: 'view.quick-add',
    title: (t) => t('canvas.quick-add'),
    menu: 'view',
    group: 1,
    keys: 'Tab',
    native: true,
    enabled: () => controls() !== undefined,
    run: () => controls()?.searchHere(),
  },
  {
    id: 'view.open-composite',
    title: (t) => t('canvas.toggle-composite'),
    menu: 'view',
    group: 1,
    keys: 'Enter',
    native: true,
    enabled: () => selectedComposite() !== undefined,
    run: withActive(({ key, opened }) => {
      const path = selectedComposite();
      if (path !== undefined) setOpened(key, path, !opened.includes(path));
    }),
  },
  {
    id: 'view.arrange',
    title: (t) => t('canvas.arrange'),
    menu: 'view',
    group: 2,
    keys: 'Mod+Shift+L',
    enabled: () => controls() !== undefined && (active()?.history.document.nodes.length ?? 0) > 0,
    run: () => controls()?.arrange(),
  },
  {
    id: 'view.fit',
    title: (t) => t('canvas.fit'),
    menu: 'view',
    group: 4,
    keys: 'Mod+9',
    enabled: () => controls() !== undefined,
    run: () => controls()?.fit(),
  },
  {
    id: 'view.zoom-in',
    title: (t) => t('canvas.zoom-in'),
    menu: 'view',
    group: 4,
    keys: 'Mod+=',
    enabled: () => controls() !== undefined,
    run: () => controls()?.zoomBy(ZOOM_STEP),
  },
  {
    id: 'view.zoom-out',
    title: (t) => t('canvas.zoom-out'),
    menu: 'view',
    group: 4,
    keys: 'Mod+-',
    enabled: () => controls() !== undefined,
    run: () => controls()?.zoomBy(1 / ZOOM_STEP),
  },
  {
    id: 'view.zoom-100',
    title: (t) => t('canvas.zoom-100'),
    menu: 'view',
    group: 4,
    keys: 'Mod+0',
    enabled: () => controls() !== undefined,
    run: () => controls()?.zoomTo(1),
  },
  {
    id: 'view.minimap',
    title: (t) => t('canvas.show-minimap'),
    menu: 'view',
    group: 5,
    checked: () => useSettingsStore.getState().settings.minimap,
    run: () => changeSettings({ minimap: !useSettingsStore.getState().settings.minimap }),
  },
];

/** What the canvas adds to menus, shortcuts and the command palette. */
export const canvasCommands: readonly CommandSpec[] = [...editCommands, ...viewCommands];
