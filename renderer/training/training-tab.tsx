import { useEffect, type ReactNode } from 'react';
import { isActive, useRuns } from '../platform/run-store';
import { useForms } from './forms';
import { RunView } from './run-view';
import { SetupForm } from './setup-form';
import { showLatestRun } from './store';
import styles from './training.module.css';

/** The run of a document, live or as it was left; before there is one, what it is to be. */
export function TrainingTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const run = useRuns((state) => state.runs[documentKey]);
  const form = useForms((state) => state.open[documentKey] === true);
  useEffect(() => {
    void showLatestRun(documentKey);
  }, [documentKey]);
  return (
    <div className={styles.tab}>
      {run === undefined || (form && !isActive(run)) ? (
        <SetupForm documentKey={documentKey} />
      ) : (
        <RunView key={documentKey} documentKey={documentKey} run={run} />
      )}
    </div>
  );
}
