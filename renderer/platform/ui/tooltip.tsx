import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { layers } from '../layers';
import { Kbd } from './kbd';
import styles from './ui.module.css';

/** Words for its child, on hover and focus. The child must take a ref and props, as an element does. */
export function WithTooltip({
  text,
  shortcut,
  side = 'bottom',
  children,
}: {
  readonly text: string;
  readonly shortcut?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  readonly children: ReactElement<Record<string, unknown>>;
}): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children} />
      <Tooltip.Portal container={layers()}>
        <Tooltip.Positioner className={styles.positioner} side={side} sideOffset={6}>
          <Tooltip.Popup className={styles.tooltip}>
            {text}
            {shortcut !== undefined && <Kbd keys={shortcut} />}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
