import type { ReactNode } from 'react';
import { ProblemsTab, useProblemCount } from '../problems/problems';
import { useBottomTab, type BottomTab } from '../platform/bottom-tab';
import { useWords } from '../platform/language';
import { TabPanels, type TabSpec } from '../platform/ui/tabs';
import { useRunCount } from '../runs/run-count';
import { RunsTab } from '../runs/runs-tab';

import { DataTab } from '../training/data-tab';
import { TrainingTab } from '../training/training-tab';
import styles from './bottom-panel.module.css';

/** What is below the canvas. */
export function BottomPanel({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const tab = useBottomTab((state) => state.tab);
  const problems = useProblemCount(documentKey);
  const runs = useRunCount(documentKey);
  const tabs: readonly TabSpec<BottomTab>[] = [
    {
      value: 'training',
      label: t('app.tab-training'),
      content: () => <TrainingTab documentKey={documentKey} />,
    },
    {
      value: 'problems',
      label: t('app.tab-problems'),
      count: problems,
      content: () => <ProblemsTab documentKey={documentKey} />,
    },
    {
      value: 'runs',
      label: t('app.tab-runs'),
      count: runs,
      content: () => <RunsTab documentKey={documentKey} />,
    },
    { value: 'data', label: t('app.tab-data'), content: () => <DataTab documentKey={documentKey} /> },
  ];
  return (
    <TabPanels
      label={t('app.bottom-tabs')}
      value={tab}
      tabs={tabs}
      onChange={(next) => useBottomTab.setState({ tab: next })}
      className={styles.tabs}
      panelClassName={styles.panel}
    />
  );
}
