import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classes } from './classes';
import styles from './ui.module.css';

export interface TabSpec<V extends string> {
  readonly value: V;
  readonly label: string;
  /** A count beside the label. */
  readonly count?: number | undefined;
  readonly content: () => ReactNode;
}

/** Tabs over a panel; only the panel shown is made. `extra` stands at the right of the tabs. */
export function TabPanels<V extends string>({
  label,
  value,
  tabs,
  onChange,
  extra,
  className,
  panelClassName,
}: {
  readonly label: string;
  readonly value: V;
  readonly tabs: readonly TabSpec<V>[];
  readonly onChange: (value: V) => void;
  readonly extra?: ReactNode;
  readonly className?: string | undefined;
  readonly panelClassName?: string | undefined;
}): ReactNode {
  return (
    <Tabs.Root
      value={value}
      onValueChange={(next) => {
        onChange(next as V);
      }}
      className={className}
    >
      <Tabs.List className={styles.tabs} aria-label={label}>
        {tabs.map((tab) => (
          <Tabs.Tab key={tab.value} value={tab.value} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && tab.count > 0 && <span>{tab.count}</span>}
          </Tabs.Tab>
        ))}
        {extra}
      </Tabs.List>
      {tabs.map((tab) => (
        <Tabs.Panel key={tab.value} value={tab.value} className={classes(panelClassName)}>
          {tab.value === value ? tab.content() : null}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
