import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight, Menu as MenuIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import {
  MENUS,
  runCommand,
  shownKeys,
  useCommands,
  type CommandSpec,
  type MenuId,
} from '../platform/commands';
import { useWords } from '../platform/language';
import { layers } from '../platform/layers';
import { classes } from '../platform/ui/classes';
import { Kbd } from '../platform/ui/kbd';
import ui from '../platform/ui/ui.module.css';
import styles from './app-menu.module.css';
import { menuGroups } from './menu-model';

/** All menus behind one button: the window's menu bar, from the same commands as the system's. */
export function AppMenu(): ReactNode {
  const t = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Menu.Root open={open} onOpenChange={setOpen}>
      <Menu.Trigger className={classes(ui.button, ui.ghost, ui.icon)} aria-label={t('app.menu')}>
        <MenuIcon size={16} aria-hidden />
      </Menu.Trigger>
      <Menu.Portal container={layers()}>
        <Menu.Positioner className={ui.positioner} sideOffset={4} align="start">
          <Menu.Popup className={ui.popup}>
            {MENUS.map((menu) => (
              <SubMenu key={menu} menu={menu} />
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function SubMenu({ menu }: { readonly menu: MenuId }): ReactNode {
  const t = useWords();
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className={ui.item}>
        {t(`app.menu-${menu}`)}
        <span className={classes(ui.trail, styles.mark)}>
          <ChevronRight size={14} aria-hidden />
        </span>
      </Menu.SubmenuTrigger>
      <Menu.Portal container={layers()}>
        <Menu.Positioner className={ui.positioner} sideOffset={4} alignOffset={-5}>
          <Menu.Popup className={classes(ui.popup, styles.menu)}>
            <Items menu={menu} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}

/** Made anew whenever the menu opens, so that titles and states are those of the moment. */
function Items({ menu }: { readonly menu: MenuId }): ReactNode {
  const commands = useCommands((state) => state.commands);
  return menuGroups(commands.values(), menu).map((group, index) => (
    <Menu.Group key={group[0]!.id}>
      {index > 0 && <Menu.Separator className={ui.separator} />}
      {group.map((command) => (
        <Item key={command.id} command={command} />
      ))}
    </Menu.Group>
  ));
}

function Item({ command }: { readonly command: CommandSpec }): ReactNode {
  const t = useWords();
  const disabled = command.enabled?.() === false;
  const keys = command.keys !== undefined && <Kbd keys={shownKeys(command.keys)} />;
  const checked = command.checked?.();
  if (checked === undefined) {
    return (
      <Menu.Item className={ui.item} disabled={disabled} onClick={() => runCommand(command.id)}>
        <span className={ui.mark} />
        {command.title(t)}
        {keys}
      </Menu.Item>
    );
  }
  return (
    <Menu.CheckboxItem
      className={ui.item}
      checked={checked}
      closeOnClick
      disabled={disabled}
      onCheckedChange={() => runCommand(command.id)}
    >
      <span className={ui.mark}>
        <Menu.CheckboxItemIndicator className={styles.mark}>
          <Check size={14} aria-hidden />
        </Menu.CheckboxItemIndicator>
      </span>
      {command.title(t)}
      {keys}
    </Menu.CheckboxItem>
  );
}
