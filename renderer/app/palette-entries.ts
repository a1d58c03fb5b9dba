import { allBlocks, blockOf } from '../../shared/blocks/registry';
import { addBehind, addBlock } from '../../shared/edit/add';
import { LANGUAGES } from '../../shared/language/languages';
import type { RecentFile } from '../../shared/protocol/window';
import { edit, select } from '../documents/edit';
import { openId, titleOf } from '../documents/files';
import { activeDocument, showDocument, useDocuments, type OpenDocument } from '../documents/store';
import { knownTemplates, openTemplate } from '../documents/templates';
import { runCommand, shownKeys, useCommands } from '../platform/commands';
import { blockWords, type Language, type Words } from '../platform/language';
import { reveal } from '../platform/reveal';
import { papers, catalogue } from '../../templates/catalogue';
import type { Findable } from './fuzzy';

/** Something the command palette can do. */
export interface PaletteEntry extends Findable {
  readonly id: string;
  readonly kind: 'command' | 'block' | 'node' | 'template' | 'tab' | 'recent';
  readonly keys?: string;
  readonly run: () => void;
}

/** Everything that can be done now; what comes first stands first where nothing was typed. */
export function paletteEntries(
  t: Words,
  language: Language,
  recent: readonly RecentFile[],
): readonly PaletteEntry[] {
  const open = activeDocument();
  return [
    ...commandEntries(t),
    ...tabEntries(t),
    ...recentEntries(t, recent),
    ...templateEntries(t),
    ...(open === null ? [] : [...blockEntries(t, language, open.key), ...nodeEntries(t, language, open)]),
  ];
}

function commandEntries(t: Words): PaletteEntry[] {
  return [...useCommands.getState().commands.values()]
    .filter(({ id, enabled }) => id !== 'app.palette' && enabled?.() !== false)
    .map(({ id, title, keys }) => ({
      id: `command ${id}`,
      kind: 'command',
      label: title(t),
      words: [id],
      ...(keys === undefined ? {} : { keys: shownKeys(keys) }),
      run: () => void runCommand(id),
    }));
}

function tabEntries(t: Words): PaletteEntry[] {
  const { order, documents, active } = useDocuments.getState();
  return order
    .filter((key) => key !== active)
    .map((key) => ({
      id: `tab ${key}`,
      kind: 'tab',
      label: t('app.go-to', { name: titleOf(documents[key]!) }),
      words: [],
      run: () => showDocument(key),
    }));
}

function recentEntries(t: Words, recent: readonly RecentFile[]): PaletteEntry[] {
  return recent
    .filter(({ missing }) => !missing)
    .map(({ file }) => ({
      id: `recent ${file.id}`,
      kind: 'recent',
      label: t('app.open-name', { name: file.name }),
      words: [file.path],
      run: () => void openId(file.id),
    }));
}

function templateEntries(t: Words): PaletteEntry[] {
  return knownTemplates.map(({ id, name }) => {
    const paper = papers.find((one) => one.id === catalogue[id].paper);
    return {
      id: `template ${id}`,
      kind: 'template',
      label: t('app.open-name', { name }),
      words: [id, paper?.title ?? '', paper?.authors ?? ''],
      run: () => openTemplate(id),
    };
  });
}

function blockEntries(t: Words, language: Language, key: string): PaletteEntry[] {
  return allBlocks().map(({ kind, text, reference }) => ({
    id: `block ${kind}`,
    kind: 'block',
    label: t('app.add-block', { name: blockWords(language, kind).name }),
    words: [kind, ...LANGUAGES.map((code) => text[code].name), reference?.authors ?? ''],
    run: () => add(key, kind),
  }));
}

/** Behind the node that is selected, where that is possible; else free on the canvas. */
function add(key: string, kind: string): void {
  const [selected, ...others] = useDocuments.getState().documents[key]?.selection.nodes ?? [];
  const node = others.length === 0 ? selected?.split('/')[0] : undefined;
  edit(key, (history) => {
    const behind = node === undefined ? null : addBehind(history, node, kind, null);
    return behind?.ok === true ? behind : addBlock(history, kind, null);
  });
}

function nodeEntries(t: Words, language: Language, { key, history }: OpenDocument): PaletteEntry[] {
  return history.document.nodes.map(({ id, kind, label }) => {
    const block = blockOf(kind) === undefined ? kind : blockWords(language, kind).name;
    return {
      id: `node ${id}`,
      kind: 'node',
      label: t('app.go-to', { name: label || block }),
      words: [id, block],
      run: () => {
        select(key, { nodes: [id], edges: [] });
        reveal(key, id);
      },
    };
  });
}
