import { LayoutGrid, PackageOpen, Search, Undo2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { create } from 'zustand';
import { useDocuments } from '../documents/store';
import { keysOf, runCommand, useCommands } from '../platform/commands';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { Kbd } from '../platform/ui/kbd';
import { Logo } from '../platform/ui/logo';
import { WithTooltip } from '../platform/ui/tooltip';
import { TrainControls } from '../training/controls';
import { AppMenu } from './app-menu';
import { DocumentTabs } from './document-tabs';
import styles from './top-bar.module.css';

/** The document whose canvas is there: from then on it can be told what to do. */
export const useDrawn = create<{ readonly documentKey: string | null }>()(() => ({ documentKey: null }));

/** Menus, tabs, and what is done most. */
export function TopBar({ documentKey }: { readonly documentKey: string | null }): ReactNode {
  const t = useWords();
  return (
    <header className={styles.bar}>
      <AppMenu />
      <button
        type="button"
        className={styles.home}
        aria-label={t('app.start-page')}
        onClick={() => runCommand('app.start')}
      >
        <Logo size={20} />
        <span className={styles.name}>{t('app.name')}</span>
      </button>
      <DocumentTabs />
      <SearchButton />
      {documentKey !== null && <Actions documentKey={documentKey} />}
    </header>
  );
}

function SearchButton(): ReactNode {
  const t = useWords();
  const keys = keysOf('app.palette');
  return (
    <WithTooltip text={t('app.palette')} shortcut={keys}>
      <Button
        className={styles.search}
        aria-label={t('app.palette')}
        onClick={() => runCommand('app.palette')}
      >
        <Search size={16} aria-hidden />
        <span className={styles.searchWords}>{t('app.palette')}</span>
        <span className={styles.searchWord}>{t('app.palette-short')}</span>
        {keys !== undefined && <Kbd keys={keys} />}
      </Button>
    </WithTooltip>
  );
}

function Actions({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  // Asked anew after every step, since what can be undone is part of the button, and when the canvas is there.
  useDocuments(({ documents }) => documents[documentKey]?.history);
  useDrawn();
  return (
    <div className={styles.actions}>
      <ActionButton id="edit.undo" words={t('common.undo')} icon={<Undo2 size={16} aria-hidden />} />
      <ActionButton id="view.arrange" words={t('app.arrange')} icon={<LayoutGrid size={16} aria-hidden />} />
      <ActionButton id="file.export" words={t('app.export')} icon={<PackageOpen size={16} aria-hidden />} />
      <TrainControls documentKey={documentKey} />
    </div>
  );
}

/** A button of the top bar for a command. Its tooltip is the command's title, which may say more than the word on it. */
function ActionButton({
  id,
  words,
  icon,
}: {
  readonly id: string;
  readonly words: string;
  readonly icon: ReactNode;
}): ReactNode {
  const t = useWords();
  const command = useCommands((state) => state.commands.get(id));
  const disabled = command === undefined || command.enabled?.() === false;
  const title = command?.title(t) ?? words;
  return (
    <WithTooltip text={title} shortcut={keysOf(id)}>
      <Button
        aria-label={words}
        aria-disabled={disabled}
        className={classes(styles.action, disabled && styles.off)}
        onClick={() => runCommand(id)}
      >
        {icon}
        <span className={styles.word}>{words}</span>
      </Button>
    </WithTooltip>
  );
}
