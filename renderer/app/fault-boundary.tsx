import { Component, useState, type ErrorInfo, type ReactNode } from 'react';
import { flushJournal } from '../documents/journal';
import { showDocument } from '../documents/store';
import { closeExport } from '../export/store';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { Logo } from '../platform/ui/logo';
import { closeDialog } from './dialogs';
import styles from './fault-boundary.module.css';

interface State {
  readonly details: string | null;
}

/** A calm screen in place of what a fault of ours broke. The documents are in the journal, or go there now. */
export class FaultBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { details: null };

  static getDerivedStateFromError(error: unknown): State {
    return { details: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }

  override componentDidCatch(_error: unknown, { componentStack }: ErrorInfo): void {
    flushJournal();
    this.setState(({ details }) => ({ details: `${details ?? ''}\n${componentStack ?? ''}` }));
  }

  /** Draws the window anew, without what was in front when it broke. The documents are all still there. */
  private readonly leave = (): void => {
    closeDialog();
    closeExport();
    showDocument(null);
    this.setState({ details: null });
  };

  override render(): ReactNode {
    const { details } = this.state;
    return details === null ? this.props.children : <FaultScreen details={details} onLeave={this.leave} />;
  }
}

function FaultScreen({
  details,
  onLeave,
}: {
  readonly details: string;
  readonly onLeave: () => void;
}): ReactNode {
  const t = useWords();
  const [copied, setCopied] = useState(false);
  return (
    <main className={styles.screen}>
      <Logo size={32} />
      <h1>{t('app.fault-title')}</h1>
      <p>{t('app.fault-text')}</p>
      <div className={styles.buttons}>
        <Button
          onClick={() => {
            copyText(details);
            setCopied(true);
          }}
        >
          {t(copied ? 'app.fault-copied' : 'app.fault-copy')}
        </Button>
        <Button onClick={() => window.location.reload()}>{t('app.fault-reload')}</Button>
        <Button look="primary" onClick={onLeave}>
          {t('app.fault-leave')}
        </Button>
      </div>
    </main>
  );
}

/** Puts text on the clipboard as a person's own copy would: the window has no permission to write there by itself. */
function copyText(text: string): void {
  const onCopy = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', onCopy, { once: true, capture: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the one way that needs no permission
  document.execCommand('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
}
