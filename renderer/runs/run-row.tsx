import { ChartLine, GitCompareArrows, MoreHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunSummary } from '../../shared/protocol/window';
import { dataName } from '../platform/data-names';
import { useLanguage, useWords, type Language } from '../platform/language';
import { ago, exact, percent } from '../platform/numbers';
import { isActive, runLabel, useRuns } from '../platform/run-store';
import { IconButton } from '../platform/ui/button';
import { classes } from '../platform/ui/classes';
import { MenuButton, type MenuEntry } from '../platform/ui/menu';
import { compareRun, exportRun, openNetwork, removeRun, resumeRun, revealRun, showStored } from './actions';
import styles from './runs.module.css';

/** What is not known. */
const UNKNOWN = '–';

function share(value: number | null): string {
  return value === null ? UNKNOWN : percent(value);
}

/** The time itself, for the tooltip of `3 h ago`. */
function exactTime(at: string, language: Language): string {
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? at : date.toLocaleString(language === 'zh-TW' ? 'zh-TW' : 'en');
}

/** One run, with what can be done with it. */
export function RunRow({
  documentKey,
  run,
  isShown,
  isThisNetwork,
}: {
  readonly documentKey: string;
  readonly run: RunSummary;
  readonly isShown: boolean;
  readonly isThisNetwork: boolean;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const compared = useRuns(
    ({ overlays }) => overlays[documentKey]?.some(({ directory }) => directory === run.directory) === true,
  );
  const busy = useRuns(({ runs }) => isActive(runs[documentKey]));
  const { directory, state, step, epoch, epochs } = run;
  const name = runLabel(run.name);
  const entries: readonly MenuEntry[] = [
    {
      id: 'resume',
      label: t('runs.resume'),
      run: () => void resumeRun(documentKey, directory),
      disabled: state !== 'open' || busy,
    },
    { id: 'open', label: t('runs.open-network'), run: () => void openNetwork(directory) },
    { id: 'reveal', label: t('runs.reveal'), run: () => revealRun(directory) },
    { id: 'export', label: t('runs.export'), run: () => exportRun(directory) },
    { id: 'line', separator: true },
    {
      id: 'remove',
      label: t('runs.remove'),
      run: () => void removeRun(documentKey, run),
      disabled: state === 'active',
      danger: true,
    },
  ];
  return (
    <tr className={classes(isShown && styles.shown)}>
      <th scope="row">
        <span className={styles.name} title={directory}>
          {name}
        </span>
        {isThisNetwork && <span className={styles.tag}>{t('runs.this-network')}</span>}
      </th>
      <td className={styles.third} title={exactTime(run.createdAt, language)}>
        {ago(Date.parse(run.createdAt), Date.now(), t)}
      </td>
      <td className={styles.second}>{dataName(run.data, t)}</td>
      <td className={styles.third}>
        <span className={styles.recipe} title={run.recipe}>
          {run.recipe}
        </span>
      </td>
      <td className={styles.number}>{t('runs.at', { step: exact(step), epoch, epochs })}</td>
      <td className={classes(styles.number, styles.train)}>{share(run.accuracy)}</td>
      <td className={styles.number}>{share(run.valAccuracy)}</td>
      <td className={styles.number}>{share(run.testAccuracy)}</td>
      <td>
        <span className={classes(styles.state, styles[state])}>{t(`runs.state-${state}`)}</span>
      </td>
      <td className={styles.actions}>
        <IconButton
          label={t('runs.show', { name })}
          disabled={busy || isShown}
          onClick={() => void showStored(documentKey, directory)}
        >
          <ChartLine size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={t('runs.compare', { name })}
          pressed={compared}
          disabled={isShown}
          onClick={() => void compareRun(documentKey, run)}
        >
          <GitCompareArrows size={16} aria-hidden />
        </IconButton>
        <MenuButton
          align="end"
          trigger={
            <IconButton label={t('runs.more', { name })}>
              <MoreHorizontal size={16} aria-hidden />
            </IconButton>
          }
          items={entries}
        />
      </td>
    </tr>
  );
}
