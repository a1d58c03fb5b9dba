import { useEffect, useState, type ReactNode } from 'react';
import type { JournalEntry } from '../../shared/protocol/window';
import { differenceOf, recover, type Difference } from '../documents/recovery';
import { discardRecovered, restoreEntry, savedOf, useRecovery } from '../documents/session';
import { useWords, type Words } from '../platform/language';
import { ago } from '../platform/numbers';
import { Button } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import styles from './recovery-dialog.module.css';

/** Offers what was not saved when the app ended last; each is restored or given up. */
export function RecoveryDialog(): ReactNode {
  const t = useWords();
  const offer = useRecovery((state) => state.offer);
  const restoreAll = async (): Promise<void> => {
    // Oldest first: the newest comes to the front.
    for (const entry of [...offer].reverse()) await restoreEntry(entry);
  };
  return (
    <DialogWindow
      open={offer.length > 0}
      title={t('app.recovery-title')}
      stay
      onClose={() => undefined}
      className={styles.wide}
      foot={
        <Button look="primary" autoFocus onClick={() => void restoreAll()}>
          {t(offer.length > 1 ? 'app.recovery-restore-all' : 'app.recovery-restore')}
        </Button>
      }
    >
      <p className={styles.quiet}>{t('app.recovery-text')}</p>
      <ul className={styles.entries}>
        {offer.map((entry) => (
          <Offered key={entry.key} entry={entry} alone={offer.length === 1} />
        ))}
      </ul>
    </DialogWindow>
  );
}

function Offered({ entry, alone }: { readonly entry: JournalEntry; readonly alone: boolean }): ReactNode {
  const t = useWords();
  const what = useWhat(entry);
  const { name, file, at } = entry;
  return (
    <li className={styles.entry}>
      <div className={styles.words}>
        <strong>{name}</strong>
        <span className={styles.quiet}>
          {file?.path ?? t('app.recovery-none')} · {ago(at, Date.now(), t)}
        </span>
        <span>{what}</span>
      </div>
      <Button look="danger" onClick={() => void discardRecovered(entry)}>
        {t('app.recovery-discard')}
      </Button>
      {!alone && <Button onClick={() => void restoreEntry(entry)}>{t('app.recovery-restore')}</Button>}
    </li>
  );
}

/** What differs from the file, in words, once the file is read. */
function useWhat(entry: JournalEntry): string {
  const t = useWords();
  const [difference, setDifference] = useState<Difference | 'unreadable' | null>(null);
  useEffect(() => {
    let here = true;
    const recovered = recover(entry);
    if (!recovered.ok) {
      setDifference('unreadable');
      return;
    }
    void savedOf(entry).then((saved) => {
      if (here) setDifference(differenceOf(saved, recovered.value.document));
    });
    return () => {
      here = false;
    };
  }, [entry]);
  if (difference === null) return '';
  if (difference === 'unreadable') return t('app.recovery-unreadable');
  return entry.file === null ? t('app.recovery-blocks', { count: difference.added }) : inWords(difference, t);
}

function inWords({ added, removed, changed, other }: Difference, t: Words): string {
  const parts = [
    ...(added > 0 ? [t('app.recovery-added', { count: added })] : []),
    ...(removed > 0 ? [t('app.recovery-removed', { count: removed })] : []),
    ...(changed > 0 ? [t('app.recovery-changed', { count: changed })] : []),
    ...(other ? [t('app.recovery-other')] : []),
  ];
  return parts.length === 0 ? t('app.recovery-same') : parts.join(' · ');
}
