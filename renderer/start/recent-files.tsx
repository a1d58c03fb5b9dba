import { X } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { RecentFile } from '../../shared/protocol/window';
import { openId } from '../documents/files';
import { ask, call } from '../platform/api';
import { useWords } from '../platform/language';
import { ago } from '../platform/numbers';
import { IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import styles from './recent-files.module.css';
import { SlabRow } from './slab-row';

/** The files of late, newest first, each with its slabs. */
export function RecentFiles(): ReactNode {
  const t = useWords();
  const [files, setFiles] = useRecent();
  const forget = async (id: string): Promise<void> => {
    const left = await call('files/forget', { id });
    if (left !== undefined) setFiles(left);
  };
  if (files === null) return <div className={styles.recent} />;
  return (
    <section className={styles.recent} aria-labelledby="recent-heading">
      <h2 id="recent-heading">{t('start.recent')}</h2>
      {files.length === 0 && <p className={styles.quiet}>{t('start.recent-empty')}</p>}
      <ul className={styles.list}>
        {files.map((recent) => (
          <Recent key={recent.file.id} recent={recent} onForget={() => void forget(recent.file.id)} />
        ))}
      </ul>
    </section>
  );
}

/** Asked anew when the window comes to the front: files come and go behind its back. */
function useRecent(): [readonly RecentFile[] | null, (files: readonly RecentFile[]) => void] {
  const [files, setFiles] = useState<readonly RecentFile[] | null>(null);
  useEffect(() => {
    let here = true;
    const read = async (): Promise<void> => {
      const answer = await ask('files/recent', null);
      if (here) setFiles((old) => (answer.ok ? answer.value : (old ?? [])));
    };
    const onFocus = (): void => void read();
    window.addEventListener('focus', onFocus);
    void read();
    return () => {
      here = false;
      window.removeEventListener('focus', onFocus);
    };
  }, []);
  return [files, setFiles];
}

function Recent({
  recent,
  onForget,
}: {
  readonly recent: RecentFile;
  readonly onForget: () => void;
}): ReactNode {
  const t = useWords();
  const { file, missing, openedAt, preview } = recent;
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={classes(styles.open, missing && styles.missing)}
        title={file.path}
        onClick={() => void openId(file.id)}
      >
        <SlabRow preview={preview} size={24} most={4} width={88} />
        <span className={styles.words}>
          <span className={styles.name}>{file.name}</span>
          <span className={styles.quiet}>
            {missing ? t('start.missing') : t('start.opened', { when: ago(openedAt, Date.now(), t) })}
          </span>
        </span>
      </button>
      <span className={styles.forget}>
        <IconButton label={t('start.forget', { name: file.name })} onClick={onForget}>
          <X size={14} aria-hidden />
        </IconButton>
      </span>
    </li>
  );
}
