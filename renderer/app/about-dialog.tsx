import type { ReactNode } from 'react';
import { useWords } from '../platform/language';
import { useMachine } from '../platform/machine';
import { DialogWindow } from '../platform/ui/dialog';
import { Logo } from '../platform/ui/logo';
import styles from './about-dialog.module.css';
import { closeDialog, useDialogs } from './dialogs';

/** What this is, and which version. */
export function AboutDialog(): ReactNode {
  const t = useWords();
  const open = useDialogs((state) => state.open === 'about');
  const info = useMachine((state) => state.info);
  return (
    <DialogWindow open={open} title={t('app.about-title')} onClose={closeDialog}>
      <div className={styles.about}>
        <Logo size={40} />
        <div className={styles.words}>
          <p>{t('app.about-text')}</p>
          <p>{t('app.about-name')}</p>
          <p className={styles.quiet}>{t('app.about-licence')}</p>
          {info !== null && (
            <p className={styles.quiet}>
              {t('app.version-line', {
                version: info.version,
                electron: info.electron,
                chrome: info.chrome,
                platform: info.platform,
              })}
            </p>
          )}
        </div>
      </div>
    </DialogWindow>
  );
}
