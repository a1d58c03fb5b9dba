import { ContextMenu } from '@base-ui/react/context-menu';
import { Menu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { layers } from '../layers';
import { classes } from './classes';
import { Kbd } from './kbd';
import styles from './ui.module.css';

export type MenuEntry =
  | {
      readonly id: string;
      readonly label: string;
      readonly run: () => void;
      readonly shortcut?: string | undefined;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      readonly icon?: ReactNode;
    }
  | { readonly id: string; readonly separator: true }
  | { readonly id: string; readonly heading: string };

function entries(items: readonly MenuEntry[]): ReactNode {
  return items.map((item) => {
    if ('separator' in item) return <Menu.Separator key={item.id} className={styles.separator} />;
    if ('heading' in item) {
      return (
        <div key={item.id} className={styles.groupLabel}>
          {item.heading}
        </div>
      );
    }
    return (
      <Menu.Item
        key={item.id}
        className={classes(styles.item, item.danger === true && styles.itemDanger)}
        disabled={item.disabled ?? false}
        onClick={item.run}
      >
        {item.icon !== undefined && <span className={styles.mark}>{item.icon}</span>}
        {item.label}
        {item.shortcut !== undefined && <Kbd keys={item.shortcut} />}
      </Menu.Item>
    );
  });
}

/** A menu under its trigger, which must be an element such as a button. */
export function MenuButton({
  trigger,
  items,
  align = 'start',
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
}): ReactNode {
  return (
    <Menu.Root>
      <Menu.Trigger render={trigger} />
      <Menu.Portal container={layers()}>
        <Menu.Positioner className={styles.positioner} sideOffset={4} align={align}>
          <Menu.Popup className={styles.popup}>{entries(items)}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

/** A menu where the person right-clicks inside `children` (one element). `items` are asked for when it opens. */
export function ContextArea({
  children,
  items,
  onOpen,
}: {
  readonly children: ReactElement<Record<string, unknown>>;
  readonly items: readonly MenuEntry[];
  readonly onOpen?: () => void;
}): ReactNode {
  return (
    <ContextMenu.Root
      onOpenChange={(open) => {
        if (open) onOpen?.();
      }}
    >
      <ContextMenu.Trigger render={children} />
      <ContextMenu.Portal container={layers()}>
        <ContextMenu.Positioner className={styles.positioner}>
          <ContextMenu.Popup className={styles.popup}>{entries(items)}</ContextMenu.Popup>
        </ContextMenu.Positioner>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
