import type { ReactNode } from 'react';
import { useWords } from '../platform/language';
import { TabPanels } from '../platform/ui/tabs';
import { BlocksTab } from './blocks-tab';
import { OutlineTab } from './outline-tab';
import styles from './palette.module.css';
import { usePalette } from './store';
import { TemplatesTab } from './templates-tab';

/** The left panel: blocks to draw with, networks to begin with, and the network's nodes as a tree. */
export function Palette({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const tab = usePalette((state) => state.tab);
  return (
    <TabPanels
      label={t('palette.palette')}
      value={tab}
      onChange={(next) => usePalette.setState({ tab: next })}
      className={styles.palette}
      panelClassName={styles.panel}
      tabs={[
        {
          value: 'blocks',
          label: t('palette.blocks'),
          content: () => <BlocksTab documentKey={documentKey} />,
        },
        { value: 'templates', label: t('palette.templates'), content: () => <TemplatesTab /> },
        {
          value: 'outline',
          label: t('palette.outline'),
          content: () => <OutlineTab documentKey={documentKey} />,
        },
      ]}
    />
  );
}
