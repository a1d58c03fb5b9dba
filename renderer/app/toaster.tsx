import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { explainIn, useLanguage, useWords } from '../platform/language';
import { dismissNotice, useNotices, type Notice } from '../platform/notices';
import { Button, IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import styles from './toaster.module.css';

/** What tells of something done goes by itself after this long; a problem stays until it was read. */
const SHOWN_MS = 6000;

const ICONS = { info: Info, good: CircleCheck, problem: CircleAlert } as const;

/** Notices in the corner, told to screen readers as they come. */
export function Toaster(): ReactNode {
  const t = useWords();
  const notices = useNotices((state) => state.notices);
  return (
    <section className={styles.stack} aria-label={t('app.notices')} aria-live="polite">
      {notices.map((notice) => (
        <Toast key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function Toast({ notice }: { readonly notice: Notice }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { id, kind, text, problem, action } = notice;
  useEffect(() => {
    if (kind === 'problem') return;
    const timer = window.setTimeout(() => dismissNotice(id), SHOWN_MS);
    return () => window.clearTimeout(timer);
  }, [id, kind]);
  const Icon = ICONS[kind];
  const told = problem === null ? null : explainIn(language, problem);
  return (
    <div className={styles.toast} role={kind === 'problem' ? 'alert' : undefined}>
      <Icon size={16} aria-hidden className={classes(styles.icon, styles[kind])} />
      <div className={styles.words}>
        <p>{told?.text ?? text}</p>
        {told !== null && told.place !== '' && <p className={styles.place}>{told.place}</p>}
        {action !== null && (
          <Button
            onClick={() => {
              action.run();
              dismissNotice(id);
            }}
          >
            {action.label}
          </Button>
        )}
      </div>
      <IconButton label={t('app.dismiss')} onClick={() => dismissNotice(id)}>
        <X size={14} aria-hidden />
      </IconButton>
    </div>
  );
}
