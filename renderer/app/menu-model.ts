import type { MenuModel } from '../../shared/protocol/window';
import { MENUS, type CommandSpec, type MenuId } from '../platform/commands';
import type { Words } from '../platform/language';

/** The commands of a menu: groups in the order of their numbers, each in the order they became known. */
export function menuGroups(
  commands: Iterable<CommandSpec>,
  menu: MenuId,
): readonly (readonly CommandSpec[])[] {
  const groups = new Map<number, CommandSpec[]>();
  for (const command of commands) {
    if (command.menu !== menu) continue;
    const group = command.group ?? 0;
    groups.set(group, [...(groups.get(group) ?? []), command]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
}

/** A shortcut as Electron writes it. */
function accelerator(keys: string): string {
  return keys.replace('Mod', 'CommandOrControl').replace(/\+\+$/, '+Plus');
}

/** The native menu bar: every menu that has a command. */
export function menuModel(commands: Iterable<CommandSpec>, t: Words): MenuModel[] {
  const known = [...commands];
  return MENUS.flatMap((menu) => {
    const groups = menuGroups(known, menu);
    if (groups.length === 0) return [];
    const items = groups.flatMap((group, index) => [
      ...(index === 0 ? [] : [{ separator: true as const }]),
      ...group.map((command) => ({
        command: command.id,
        label: command.title(t),
        accelerator: command.keys === undefined ? null : accelerator(command.keys),
        enabled: command.enabled?.() ?? true,
        checked: command.checked?.() ?? null,
      })),
    ]);
    return [{ label: t(`app.menu-${menu}`), items }];
  });
}
