import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react';
import { memo, useDeferredValue, useId, useMemo, useState, type KeyboardEvent, type ReactNode } from 'react';
import { blockOf } from '../../shared/blocks/registry';
import type { NodeAnalysis } from '../../shared/ir/entry';
import { formatShape } from '../../shared/ir/shape';
import { select } from '../documents/edit';
import { useDocuments } from '../documents/store';
import { nodeTitle } from '../documents/titles';
import { useLanguage, useWords } from '../platform/language';
import { short } from '../platform/numbers';
import { classes } from '../platform/ui/classes';
import { EmptyState } from '../platform/ui/states';
import { Slab } from '../slab/slab';
import { faultyPaths, outlineRows, parentRow, type OutlineRow } from './outline-rows';
import styles from './palette.module.css';

const NOTHING: readonly never[] = [];
/** Pixels by which a level stands further in. */
const INDENT = 12;

function Lines({
  title,
  analysis,
  faulty,
}: {
  readonly title: string;
  readonly analysis: NodeAnalysis;
  readonly faulty: boolean;
}): ReactNode {
  const t = useWords();
  const { shape, parameters } = analysis;
  return (
    <>
      <span className={styles.lines}>
        <span className={styles.name}>{title}</span>
        {shape !== null && (
          <span className={styles.figures}>
            {[formatShape(shape), ...(parameters === 0 ? [] : [short(parameters, t)])].join(' · ')}
          </span>
        )}
      </span>
      {faulty && (
        <>
          <CircleAlert size={14} className={styles.bad} aria-hidden />
          <span className="visually-hidden">{t('palette.has-problems')}</span>
        </>
      )}
    </>
  );
}

const Row = memo(function Row({
  id,
  path,
  level,
  kind,
  expanded,
  analysis,
  title,
  faulty,
  selected,
  focused,
  onSelect,
  onToggle,
}: {
  readonly id: string;
  readonly path: string;
  readonly level: number;
  readonly kind: string;
  readonly expanded: boolean | null;
  readonly analysis: NodeAnalysis;
  readonly title: string;
  readonly faulty: boolean;
  readonly selected: boolean;
  readonly focused: boolean;
  readonly onSelect: (path: string) => void;
  readonly onToggle: (path: string) => void;
}): ReactNode {
  const Chevron = expanded === true ? ChevronDown : ChevronRight;
  return (
    <div
      id={id}
      role="treeitem"
      aria-level={level}
      aria-selected={selected}
      {...(expanded === null ? {} : { 'aria-expanded': expanded })}
      className={classes(styles.node, selected && styles.marked, focused && styles.focused)}
      style={{ paddingLeft: 4 + (level - 1) * INDENT }}
      onClick={() => onSelect(path)}
    >
      <span
        className={styles.chevron}
        aria-hidden
        onClick={(event) => {
          if (expanded === null) return;
          event.stopPropagation();
          onToggle(path);
        }}
      >
        {expanded !== null && <Chevron size={14} />}
      </span>
      <Slab shape={analysis.shape} category={blockOf(kind)?.category ?? 'input'} size={24} />
      <Lines title={title} analysis={analysis} faulty={faulty} />
    </div>
  );
});

/** Where the keys of a tree lead: to a line, or to a line that opens or closes; null for other keys. */
function keyTarget(
  key: string,
  rows: readonly OutlineRow[],
  at: number,
): { readonly move: number } | { readonly toggle: string } | null {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return { move: at + 1 };
    case 'ArrowUp':
      return { move: at - 1 };
    case 'Home':
      return { move: 0 };
    case 'End':
      return { move: rows.length - 1 };
    case 'ArrowRight':
      if (row?.expanded == null) return null;
      return row.expanded ? { move: at + 1 } : { toggle: row.path };
    case 'ArrowLeft':
      if (row === undefined) return null;
      return row.expanded === true ? { toggle: row.path } : { move: parentRow(rows, at) };
    default:
      return null;
  }
}

/** Which composites are expanded, which line the keys are at, and what a line does. */
function useOutline(documentKey: string) {
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set());
  const [at, setAt] = useState<string | null>(null);
  const actions = useMemo(
    () => ({
      choose: (path: string) => {
        setAt(path);
        select(documentKey, { nodes: [path], edges: [] });
      },
      toggle: (path: string) =>
        setExpanded((before) => {
          const after = new Set(before);
          if (!after.delete(path)) after.add(path);
          return after;
        }),
    }),
    [documentKey],
  );
  return { expanded, at, ...actions };
}

/** The network's nodes as a tree, in the order in which it computes them. */
export function OutlineTab({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const tree = useId();
  // A thousand lines must not hold up a letter typed in the inspector: they follow when there is time.
  const analysis = useDeferredValue(useDocuments(({ documents }) => documents[documentKey]?.analysis));
  const chosen = useDocuments(({ documents }) => documents[documentKey]?.selection.nodes ?? NOTHING);
  const { expanded, at, choose, toggle } = useOutline(documentKey);
  const rows = useMemo(
    () => (analysis === undefined ? [] : outlineRows(analysis, expanded)),
    [analysis, expanded],
  );
  if (analysis === undefined || rows.length === 0) {
    return <EmptyState title={t('palette.no-nodes')}>{t('palette.no-nodes-text')}</EmptyState>;
  }
  const selected = new Set(chosen);
  const faulty = faultyPaths(analysis);
  const focused = rows.findIndex(({ path }) => path === (at ?? chosen[0]));
  const onKeyDown = (event: KeyboardEvent): void => {
    const target = keyTarget(event.key, rows, focused);
    if (target === null) return;
    event.preventDefault();
    if ('toggle' in target) {
      toggle(target.toggle);
      return;
    }
    const { path } = rows[Math.max(0, Math.min(target.move, rows.length - 1))]!;
    choose(path);
    document.getElementById(`${tree}-${path}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div
      role="tree"
      aria-label={t('palette.outline')}
      aria-multiselectable
      tabIndex={0}
      {...(focused < 0 ? {} : { 'aria-activedescendant': `${tree}-${rows[focused]!.path}` })}
      className={styles.tree}
      onKeyDown={onKeyDown}
    >
      {rows.map(({ path, level, kind, label, expanded: open, analysis: known }, index) => (
        <Row
          key={path}
          id={`${tree}-${path}`}
          path={path}
          level={level}
          kind={kind}
          expanded={open}
          analysis={known}
          title={nodeTitle(language, { kind, label }, analysis.document.composites)}
          faulty={faulty.has(path)}
          selected={selected.has(path)}
          focused={index === focused}
          onSelect={choose}
          onToggle={toggle}
        />
      ))}
    </div>
  );
}
