import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import { useWords } from '../language';
import { IconButton } from './button';
import { classes } from './classes';
import styles from './ui.module.css';

/** A dialog over the window; Escape and a click beside it leave it, unless `stay`. */
export function DialogWindow({
  open,
  title,
  children,
  foot,
  onClose,
  stay = false,
  className,
}: {
  readonly open: boolean;
  readonly title: string;
  readonly children: ReactNode;
  /** Its buttons, the one that goes ahead last. */
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  /** Work goes on: only its own buttons leave it. */
  readonly stay?: boolean;
  readonly className?: string | undefined;
}): ReactNode {
  const t = useWords();
  const popup = useRef<HTMLDivElement>(null);
  // The dialog itself rather than its first button, which would show its tooltip; what asked for the focus keeps it.
  const first = (): HTMLElement | boolean => {
    const { current } = popup;
    return current === null || current.contains(document.activeElement) ? false : current;
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => {
        if (!next && !stay) onClose();
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className={styles.backdrop} />
        <Dialog.Popup ref={popup} initialFocus={first} className={classes(styles.dialog, className)}>
          <div className={styles.dialogHead}>
            <Dialog.Title>{title}</Dialog.Title>
            {!stay && (
              <IconButton label={t('common.close')} onClick={onClose}>
                <X size={16} aria-hidden />
              </IconButton>
            )}
          </div>
          <div className={styles.dialogBody}>{children}</div>
          {foot !== undefined && <div className={styles.dialogFoot}>{foot}</div>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
