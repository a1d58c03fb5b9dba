import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { keepMine, reload, save, titleOf } from '../documents/files';
import { isUnsaved, useDocuments } from '../documents/store';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import styles from './disk-bar.module.css';

/** Tells above the canvas that the file is another on the disk now, and what can be done. */
export function DiskBar({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const disk = useDocuments(({ documents }) => documents[documentKey]?.disk ?? 'same');
  const name = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    return open === undefined ? '' : titleOf(open);
  });
  const edited = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    return open !== undefined && isUnsaved(open);
  });
  if (disk === 'same') return null;
  return (
    <div className={styles.bar} role="status">
      <TriangleAlert size={16} aria-hidden />
      <span className={styles.text}>{t(`app.disk-${disk}`, { name })}</span>
      {disk === 'gone' ? (
        <Button onClick={() => void save(documentKey)}>{t('app.save')}</Button>
      ) : (
        <>
          <Button onClick={() => void reload(documentKey)}>
            {t(edited ? 'app.reload-unsaved' : 'app.reload')}
          </Button>
          <Button onClick={() => keepMine(documentKey)}>{t('app.keep-mine')}</Button>
        </>
      )}
    </div>
  );
}
