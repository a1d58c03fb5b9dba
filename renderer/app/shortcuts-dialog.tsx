import type { ReactNode } from 'react';
import { MENUS, shownKeys, useCommands, type CommandSpec } from '../platform/commands';
import { useWords } from '../platform/language';
import { DialogWindow } from '../platform/ui/dialog';
import { Kbd } from '../platform/ui/kbd';
import { closeDialog, useDialogs } from './dialogs';
import styles from './shortcuts-dialog.module.css';

/** Every command that has keys, by menu. */
export function ShortcutsDialog(): ReactNode {
  const t = useWords();
  const open = useDialogs((state) => state.open === 'shortcuts');
  const commands = useCommands((state) => state.commands);
  const withKeys = [...commands.values()].filter(({ keys }) => keys !== undefined);
  const groups = [
    ...MENUS.map((menu) => [t(`app.menu-${menu}`), withKeys.filter((one) => one.menu === menu)] as const),
    [t('app.shortcuts-other'), withKeys.filter((one) => one.menu === null)] as const,
  ];
  return (
    <DialogWindow open={open} title={t('app.shortcuts-title')} onClose={closeDialog} className={styles.wide}>
      <div className={styles.groups}>
        {groups.map(([title, group]) => (
          <ShortcutGroup key={title} title={title} group={group} />
        ))}
      </div>
    </DialogWindow>
  );
}

function ShortcutGroup({
  title,
  group,
}: {
  readonly title: string;
  readonly group: readonly CommandSpec[];
}): ReactNode {
  const t = useWords();
  if (group.length === 0) return null;
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      <dl>
        {group.map(({ id, title: words, keys }) => (
          <div key={id} className={styles.line}>
            <dt>{words(t)}</dt>
            <dd>
              <Kbd keys={shownKeys(keys!)} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
