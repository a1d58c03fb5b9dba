import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { activeRecipe } from '../../shared/recipe/active-recipe';
import { useZoom } from '../canvas/store';
import { useDocuments } from '../documents/store';
import { showBottomTab } from '../platform/bottom-tab';
import { runCommand } from '../platform/commands';
import { useWords } from '../platform/language';
import { bytes, exact, short } from '../platform/numbers';
import { useProblemCount } from '../problems/problems';
import { EngineBadge } from '../training/engine-badge';
import styles from './status-bar.module.css';

/** The network's sums, and the engine's state. */
export function StatusBar({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  return (
    <footer className={styles.bar} aria-label={t('app.status-region')}>
      <Totals documentKey={documentKey} />
      <Problems documentKey={documentKey} />
      <span className={styles.gap} />
      <EngineBadge />
      <Zoom documentKey={documentKey} />
    </footer>
  );
}

function Totals({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const totals = useDocuments(({ documents }) => documents[documentKey]?.analysis.totals);
  const batch = useDocuments(({ documents }) => {
    const open = documents[documentKey];
    const recipe = open === undefined ? undefined : activeRecipe(open.history.document);
    return recipe?.ok === true ? recipe.value.batch : 1;
  });
  if (totals === undefined) return null;
  const { parameters, macs, activationBytes } = totals;
  const memory = t('app.memory', { value: bytes(activationBytes * batch), batch });
  return (
    <>
      <span className={styles.strong}>
        {t('app.parameters', { count: parameters, value: exact(parameters) })}
      </span>
      <span>{t('app.macs', { value: short(macs, t) })}</span>
      <span className={styles.memory} title={`${memory}\n${t('app.memory-help', { batch })}`}>
        {memory}
      </span>
    </>
  );
}

function Problems({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const count = useProblemCount(documentKey);
  const errors = useDocuments(
    ({ documents }) =>
      documents[documentKey]?.analysis.problems.some(({ severity }) => severity === 'error') === true,
  );
  const look = count === 0 ? styles.good : errors ? styles.bad : styles.warn;
  return (
    <button type="button" className={`${styles.button} ${look}`} onClick={() => showBottomTab('problems')}>
      {count > 0 && <CircleAlert size={12} aria-hidden />}
      {count === 0 ? t('app.no-problems') : t('app.problems', { count })}
    </button>
  );
}

function Zoom({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const value = Math.round(useZoom(documentKey) * 100);
  return (
    <button
      type="button"
      className={styles.button}
      aria-label={t('app.zoom-reset', { value })}
      onClick={() => runCommand('view.zoom-100')}
    >
      {t('app.zoom', { value })}
    </button>
  );
}
