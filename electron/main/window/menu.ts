import type { MenuItemConstructorOptions } from 'electron';
import type { MenuModel } from '../../../shared/protocol/window';

/** What Electron takes as an accelerator; anything else would make it throw away the whole menu. */
const ACCELERATOR =
  /^((CmdOrCtrl|CommandOrControl|Ctrl|Control|Alt|Option|Shift|Super|Meta|Cmd)\+)*[^\s+]+$|^.*\+Plus$/;

/**
 * The native menu of a model. Keys are shown only: the window handles them, so that a text field keeps its own copy,
 * paste and undo.
 * @param choose hears the command of an item that was chosen
 */
export function menuTemplate(
  menus: readonly MenuModel[],
  choose: (command: string) => void,
): MenuItemConstructorOptions[] {
  return menus.map(({ label, items }) => ({
    label: escaped(label),
    submenu: items.map((item) => ('separator' in item ? { type: 'separator' } : itemOf(item, choose))),
  }));
}

type Item = Exclude<MenuModel['items'][number], { separator: true }>;

function itemOf(item: Item, choose: (command: string) => void): MenuItemConstructorOptions {
  const { command, label, accelerator, enabled, checked } = item;
  return {
    label: escaped(label),
    enabled,
    registerAccelerator: false,
    ...(checked !== null && { type: 'checkbox' as const, checked }),
    ...(accelerator !== null && ACCELERATOR.test(accelerator) && { accelerator }),
    click: () => choose(command),
  };
}

/** An ampersand would be taken for the mark of a key. */
function escaped(label: string): string {
  return label.replaceAll('&', '&&');
}
