import { useEffect, useState, type ReactNode } from 'react';
import {
  Group,
  Panel,
  Separator,
  usePanelRef,
  type Layout,
  type LayoutChangedMeta,
  type PanelImperativeHandle,
} from 'react-resizable-panels';
import { Canvas } from '../canvas/canvas';
import { titleOf } from '../documents/files';
import { useDocuments } from '../documents/store';
import { Inspector } from '../inspector/inspector';
import { Palette } from '../palette/palette';
import { useWords } from '../platform/language';
import { changeSettings, useSettings, useSettingsStore } from '../platform/settings';
import { BottomPanel } from './bottom-panel';
import { DiskBar } from './disk-bar';
import { isShut, shutPanel, type SidePanel } from './panels';
import styles from './shell.module.css';
import { StatusBar } from './status-bar';

interface Sizes {
  readonly usual: number;
  readonly least: number;
  /** In a small window the canvas comes first. */
  readonly small?: { readonly when: string; readonly size: number };
}

/** Sizes of a fresh window: pixels. */
const SIZES: Readonly<Record<SidePanel, Sizes>> = {
  left: { usual: 232, least: 200 },
  right: { usual: 312, least: 248, small: { when: '(max-width: 1180px)', size: 284 } },
  bottom: { usual: 240, least: 132, small: { when: '(max-height: 760px)', size: 216 } },
};

function freshSize(panel: SidePanel): number {
  const { usual, small } = SIZES[panel];
  return small !== undefined && window.matchMedia(small.when).matches ? small.size : usual;
}

/** A network at work: palette, canvas, inspector, and what is below. */
export function Shell({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const [left, right] = [usePanelRef(), usePanelRef()];
  useShutPanel('left', 'columns', left);
  useShutPanel('right', 'columns', right);
  useFreshSize('right', 'columns', right);
  return (
    <div className={styles.shell}>
      <main className={styles.columns}>
        <Heading documentKey={documentKey} />
        <Group
          id="columns"
          defaultLayout={useRemembered('columns')}
          onLayoutChanged={rememberer('columns', ['left', 'right'])}
        >
          <SideColumn panel="left" handle={left} label={t('app.left-region')}>
            <Palette documentKey={documentKey} />
          </SideColumn>
          <Separator className={styles.vertical} aria-label={t('app.resize-left')} />
          <Panel id="centre" minSize={320}>
            <Centre documentKey={documentKey} />
          </Panel>
          <Separator className={styles.vertical} aria-label={t('app.resize-right')} />
          <SideColumn panel="right" handle={right} label={t('app.right-region')}>
            <Inspector documentKey={documentKey} />
          </SideColumn>
        </Group>
      </main>
      <StatusBar documentKey={documentKey} />
    </div>
  );
}

/** Said to those who hear the page instead of seeing its tabs. */
function Heading({ documentKey }: { readonly documentKey: string }): ReactNode {
  const title = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    return open === undefined ? '' : titleOf(open);
  });
  return <h1 className="visually-hidden">{title}</h1>;
}

/** A part of the window with a heading that is heard, under which the headings inside it stand. */
function Region({
  label,
  className,
  children,
}: {
  readonly label: string;
  readonly className: string | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section className={className} aria-label={label}>
      <h2 className="visually-hidden">{label}</h2>
      {children}
    </section>
  );
}

function SideColumn({
  panel,
  handle,
  label,
  children,
}: {
  readonly panel: 'left' | 'right';
  readonly handle: React.RefObject<PanelImperativeHandle | null>;
  readonly label: string;
  readonly children: ReactNode;
}): ReactNode {
  const shut = useSettings().shut.includes(panel);
  return (
    <Panel
      id={panel}
      panelRef={handle}
      className={styles.side}
      collapsible
      defaultSize={freshSize(panel)}
      minSize={SIZES[panel].least}
      maxSize="45%"
      groupResizeBehavior="preserve-pixel-size"
      // What is shut must not be reached by the Tab key.
      inert={shut}
    >
      <Region className={styles.fill} label={label}>
        {children}
      </Region>
    </Panel>
  );
}

function Centre({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const bottom = usePanelRef();
  useShutPanel('bottom', 'rows', bottom);
  useFreshSize('bottom', 'rows', bottom);
  const shut = useSettings().shut.includes('bottom');
  return (
    <Group
      id="rows"
      orientation="vertical"
      defaultLayout={useRemembered('rows')}
      onLayoutChanged={rememberer('rows', ['bottom'])}
    >
      <Panel id="canvas" minSize={160}>
        <Region className={styles.canvas} label={t('app.canvas-region')}>
          <DiskBar documentKey={documentKey} />
          <div className={styles.drawing}>
            <Canvas key={documentKey} documentKey={documentKey} />
          </div>
        </Region>
      </Panel>
      <Separator className={styles.horizontal} aria-label={t('app.resize-bottom')} />
      <Panel
        id="bottom"
        panelRef={bottom}
        className={styles.side}
        collapsible
        defaultSize={freshSize('bottom')}
        minSize={SIZES.bottom.least}
        maxSize="75%"
        groupResizeBehavior="preserve-pixel-size"
        inert={shut}
      >
        <Region className={styles.fill} label={t('app.bottom-region')}>
          <BottomPanel documentKey={documentKey} />
        </Region>
      </Panel>
    </Group>
  );
}

/** The sizes of a group as they were left, read once: afterwards the group keeps them itself. */
function useRemembered(group: string): Layout | undefined {
  const [first] = useState(() => useSettingsStore.getState().settings.panels[group]);
  return first;
}

/** Follows the settings: shuts a panel, or opens it at the size it had. */
function useShutPanel(
  panel: SidePanel,
  group: string,
  handle: React.RefObject<PanelImperativeHandle | null>,
): void {
  const shut = useSettings().shut.includes(panel);
  useEffect(() => {
    const api = handle.current;
    if (api === null || api.isCollapsed() === shut) return;
    if (shut) {
      api.collapse();
      return;
    }
    const size = useSettingsStore.getState().settings.panels[group]?.[panel];
    api.resize(size === undefined ? freshSize(panel) : `${size}%`);
  }, [shut, panel, group, handle]);
}

/** Follows the window's size while nobody has given the panel a size of their own. */
function useFreshSize(
  panel: SidePanel,
  group: string,
  handle: React.RefObject<PanelImperativeHandle | null>,
): void {
  useEffect(() => {
    const query = window.matchMedia(SIZES[panel].small?.when ?? 'not all');
    const onChange = (): void => {
      if (useSettingsStore.getState().settings.panels[group] === undefined && !isShut(panel)) {
        handle.current?.resize(freshSize(panel));
      }
    };
    query.addEventListener('change', onChange);
    return () => query.removeEventListener('change', onChange);
  }, [panel, group, handle]);
}

/** Remembers the sizes that the person gives, and which panels were dragged shut; those keep the size they had. */
function rememberer(
  group: string,
  panels: readonly SidePanel[],
): (layout: Layout, meta: LayoutChangedMeta) => void {
  return (layout, { isUserInteraction }) => {
    if (!isUserInteraction) return;
    for (const panel of panels) shutPanel(panel, (layout[panel] ?? 0) === 0);
    const { settings } = useSettingsStore.getState();
    const old = settings.panels[group] ?? {};
    const kept = panels.filter((panel) => isShut(panel) && old[panel] !== undefined);
    const sizes = { ...layout, ...Object.fromEntries(kept.map((panel) => [panel, old[panel]!])) };
    changeSettings({ panels: { ...settings.panels, [group]: rounded(sizes) } });
  };
}

/** Hundredths of a percent tell panels apart well enough. */
function rounded(layout: Layout): Layout {
  return Object.fromEntries(Object.entries(layout).map(([id, size]) => [id, Math.round(size * 100) / 100]));
}
