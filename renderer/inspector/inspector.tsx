import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useWords } from '../platform/language';
import { TabPanels } from '../platform/ui/tabs';
import { EdgePanel } from './edge-panel';
import { useSelection } from './hooks';
import { InnerPanel } from './inner-panel';
import styles from './inspector.module.css';
import { ManyPanel } from './many-panel';
import { NetworkPanel } from './network-panel';
import { NodePanel } from './node-panel';

/** The pages and what draws them are read when one is wanted first. */
const Learn = lazy(() => import('./learn').then((module) => ({ default: module.Learn })));

/** What is selected, in the panel that fits it. Another thing is another panel: no draft is carried over. */
function Subject({ documentKey }: { readonly documentKey: string }): ReactNode {
  const selection = useSelection(documentKey);
  const [node, ...nodes] = selection.nodes;
  const [edge, ...edges] = selection.edges;
  if (nodes.length > 0 || edges.length > 0 || (node !== undefined && edge !== undefined)) {
    return <ManyPanel documentKey={documentKey} selection={selection} />;
  }
  if (node !== undefined) {
    return node.includes('/') ? (
      <InnerPanel key={node} documentKey={documentKey} path={node} />
    ) : (
      <NodePanel key={node} documentKey={documentKey} id={node} />
    );
  }
  if (edge !== undefined) return <EdgePanel key={edge} documentKey={documentKey} id={edge} />;
  return <NetworkPanel key={documentKey} documentKey={documentKey} />;
}

/** The right panel: what is selected and all that one can set of it, and the papers behind it. */
export function Inspector({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const [tab, setTab] = useState<'block' | 'learn'>('block');
  return (
    <TabPanels
      label={t('inspector.inspector')}
      value={tab}
      onChange={setTab}
      className={styles.inspector}
      panelClassName={styles.tab}
      tabs={[
        {
          value: 'block',
          label: t('inspector.tab-block'),
          content: () => <Subject documentKey={documentKey} />,
        },
        {
          value: 'learn',
          label: t('inspector.tab-learn'),
          content: () => (
            <Suspense fallback={null}>
              <Learn documentKey={documentKey} />
            </Suspense>
          ),
        },
      ]}
    />
  );
}
