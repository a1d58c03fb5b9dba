import type { ReactNode } from 'react';
import { keysOf, runCommand, useCommands } from '../platform/commands';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { Logo } from '../platform/ui/logo';
import { EngineLine } from './engine-line';
import { Gallery } from './gallery';
import { RecentFiles } from './recent-files';
import styles from './start-page.module.css';

/** Where one begins: a new network, a file, or a template. */
export function StartPage(): ReactNode {
  const t = useWords();
  useCommands((state) => state.commands);
  return (
    <div className={styles.page}>
      <aside className={styles.left} aria-label={t('app.start-page')}>
        <div className={styles.brand}>
          <Logo size={28} />
          <h1>{t('app.name')}</h1>
        </div>
        <p className={styles.sentence}>{t('start.sentence')}</p>
        <div className={styles.buttons}>
          <Button
            look="primary"
            wide
            className={styles.big}
            shortcut={keysOf('file.new')}
            onClick={() => runCommand('file.new')}
          >
            {t('app.new')}
          </Button>
          <Button
            wide
            className={styles.big}
            shortcut={keysOf('file.open')}
            onClick={() => runCommand('file.open')}
          >
            {t('app.open')}
          </Button>
        </div>
        <RecentFiles />
        <EngineLine />
      </aside>
      <Gallery />
    </div>
  );
}
