import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useDocuments } from '../documents/store';
import { ExportDialog } from '../export/export-dialog';
import { StartPage } from '../start/start-page';
import { AboutDialog } from './about-dialog';
import styles from './app.module.css';
import { CommandPalette } from './command-palette';
import { FaultBoundary } from './fault-boundary';
import { OpenFailureDialog } from './open-failure-dialog';
import { QuestionDialog } from './question-dialog';
import { RecoveryDialog } from './recovery-dialog';
import { SettingsDialog } from './settings-dialog';
import { ShortcutsDialog } from './shortcuts-dialog';
import { Toaster } from './toaster';
import { TopBar, useDrawn } from './top-bar';

/** Canvas, charts and Learn pages: the start page does not wait for them. */
const Shell = lazy(async () => ({ default: (await import('./shell')).Shell }));

/** Fetches what the first network will need, while the person looks at the start page. */
export function preloadShell(): void {
  window.requestIdleCallback(() => void import('./shell'));
}

/** Until a tooltip shows, in milliseconds. */
const TOOLTIP_DELAY = 400;

/** The whole window. */
export function App(): ReactNode {
  return (
    <CSPProvider disableStyleElements>
      <Tooltip.Provider delay={TOOLTIP_DELAY}>
        <FaultBoundary>
          <Screen />
          <ExportDialog />
          <SettingsDialog />
          <ShortcutsDialog />
          <AboutDialog />
          <CommandPalette />
          <RecoveryDialog />
          <OpenFailureDialog />
          <QuestionDialog />
          <Toaster />
        </FaultBoundary>
      </Tooltip.Provider>
    </CSPProvider>
  );
}

function Screen(): ReactNode {
  const active = useDocuments((state) => state.active);
  const some = useDocuments((state) => state.order.length > 0);
  // After what is inside: by then the canvas of the document is there.
  useEffect(() => useDrawn.setState({ documentKey: active }), [active]);
  return (
    <div className={styles.window}>
      {some && <TopBar documentKey={active} />}
      <Suspense fallback={<div className={styles.coming} />}>
        {active === null ? <StartPage /> : <Shell documentKey={active} />}
      </Suspense>
    </div>
  );
}
