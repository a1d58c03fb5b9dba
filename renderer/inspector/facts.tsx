import type { ReactNode } from 'react';
import styles from './inspector.module.css';

/** A thing and its value; null is left out. */
export type Fact = readonly [label: string, value: string] | null;

/** Values that are read and compared: labels left, figures right. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }): ReactNode {
  return (
    <dl className={styles.facts}>
      {facts.map(
        (fact) =>
          fact !== null && (
            <div key={fact[0]}>
              <dt>{fact[0]}</dt>
              <dd>{fact[1]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
