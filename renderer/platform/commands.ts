import { create } from 'zustand';
import type { Words } from './language';

export const MENUS = ['file', 'edit', 'view', 'run', 'help'] as const;
export type MenuId = (typeof MENUS)[number];

/** Something a person can do, from menu, palette, button and keyboard alike. */
export interface CommandSpec {
  /** `area.what`. */
  readonly id: string;
  readonly title: (t: Words) => string;
  /** The menu it stands in, or null for the command palette alone. */
  readonly menu: MenuId | null;
  /** Commands of one number stand together in the menu. */
  readonly group?: number;
  /** `Mod+Shift+S`; `Mod` is Command on a Mac and Control elsewhere. */
  readonly keys?: string;
  /** The keys are shown, and answered elsewhere: by the browser's own events, or only where the focus is. */
  readonly native?: boolean;
  /** Also while the person types in a field. */
  readonly inFields?: boolean;
  /** Whether it can be done now; always when absent. */
  readonly enabled?: () => boolean;
  /** For one that is on or off. */
  readonly checked?: () => boolean;
  readonly run: () => void | Promise<void>;
}

interface CommandsState {
  readonly commands: ReadonlyMap<string, CommandSpec>;
}

export const useCommands = create<CommandsState>()(() => ({ commands: new Map() }));

/** Makes commands known; one of the same id takes the other's place. */
export function registerCommands(specs: readonly CommandSpec[]): void {
  useCommands.setState(({ commands }) => ({
    commands: new Map([...commands, ...specs.map((spec) => [spec.id, spec] as const)]),
  }));
}

/** Does it, if it can be done now. @returns whether it could */
export function runCommand(id: string): boolean {
  const spec = useCommands.getState().commands.get(id);
  if (spec === undefined || spec.enabled?.() === false) return false;
  void spec.run();
  return true;
}

/** Asked when needed: the commands are read where there is no window too (tests). */
function onMac(): boolean {
  return /Mac/.test(navigator.platform);
}

/** A shortcut as people read it on this system. */
export function shownKeys(keys: string): string {
  return onMac()
    ? keys.replace('Mod', '⌘').replace('Shift', '⇧').replace('Alt', '⌥').replaceAll('+', '')
    : keys.replace('Mod', 'Ctrl');
}

/** The shortcut of a command as people read it, or undefined. */
export function keysOf(id: string): string | undefined {
  const keys = useCommands.getState().commands.get(id)?.keys;
  return keys === undefined ? undefined : shownKeys(keys);
}

function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts[parts.length - 1]!;
  const wants = (name: string): boolean => parts.slice(0, -1).includes(name);
  const mod = onMac() ? event.metaKey : event.ctrlKey;
  const pressed = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  return (
    pressed === (key.length === 1 ? key.toUpperCase() : key) &&
    mod === wants('Mod') &&
    event.altKey === wants('Alt') &&
    // Signs such as `?` bring their own Shift.
    (event.shiftKey === wants('Shift') || (key.length === 1 && !/[A-Z0-9]/i.test(key)))
  );
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Runs commands from the keyboard. @returns ends it */
export function startShortcuts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    // A dialog keeps the keys to itself.
    const modal = document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
    for (const spec of useCommands.getState().commands.values()) {
      if (spec.keys === undefined || spec.native === true || !matches(spec.keys, event)) continue;
      if (modal || (isField(event.target) && spec.inFields !== true)) continue;
      if (runCommand(spec.id)) {
        event.preventDefault();
        return;
      }
    }
  };
  window.addEventListener('keydown', onKey);
  return () => window.removeEventListener('keydown', onKey);
}
