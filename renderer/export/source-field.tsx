import { useEffect, useState, type ReactNode } from 'react';
import { logicalHash } from '../../shared/document/hash';
import type { RunSummary } from '../../shared/protocol/window';
import { documentOf } from '../documents/store';
import { ask } from '../platform/api';
import { useExportRequest } from '../platform/export-request';
import { useWords } from '../platform/language';
import { SelectField } from '../platform/ui/fields';
import styles from './export-dialog.module.css';

/** The choice of the network as it is drawn; every other one is a run's directory. */
export const DRAWN = 'drawn';

export interface Source {
  readonly value: string;
  readonly runs: readonly RunSummary[];
  /** Logical hash of the network as it is drawn. */
  readonly hash: string;
  readonly choose: (value: string) => void;
}

/** The run to begin with: the one asked for, else the newest of this very network; null for the network as drawn. */
export function firstRun(
  runs: readonly RunSummary[],
  asked: string | null,
  hash: string,
): RunSummary | undefined {
  return runs.find(({ directory }) => directory === asked) ?? runs.find((run) => run.documentHash === hash);
}

/** What is exported: the runs there are, and the one chosen. */
export function useSource(documentKey: string): Source {
  const [runs, setRuns] = useState<readonly RunSummary[]>([]);
  const [value, choose] = useState(DRAWN);
  const [hash] = useState(() => {
    const open = documentOf(documentKey);
    return open === undefined ? '' : logicalHash(open.history.document);
  });
  useEffect(() => {
    let here = true;
    const { directory: asked } = useExportRequest.getState();
    // It was asked for once: the next export begins anew.
    useExportRequest.setState({ directory: null });
    void ask('runs/list', { file: documentOf(documentKey)?.file?.id ?? null }).then((answer) => {
      if (!here || !answer.ok) return;
      // Before the first step there is no checkpoint to take weights from.
      const trained = answer.value.filter(({ step }) => step > 0);
      setRuns(trained);
      choose(firstRun(trained, asked, hash)?.directory ?? DRAWN);
    });
    return () => {
      here = false;
    };
  }, [documentKey, hash]);
  return { value, runs, hash, choose };
}

/** The network as it is drawn, or one of the runs. */
export function SourceField({ source }: { readonly source: Source }): ReactNode {
  const t = useWords();
  const choices = [
    { value: DRAWN, label: t('export.source-fresh') },
    ...source.runs.map(({ directory, name, data, step, documentHash }) => ({
      value: directory,
      label: t('export.source-run', { name, data, step }),
      ...(documentHash === source.hash ? { hint: t('export.source-this') } : {}),
    })),
  ];
  return (
    <div className={styles.line}>
      <span className={styles.label} aria-hidden>
        {t('export.source')}
      </span>
      <span className={styles.grow}>
        <SelectField
          label={t('export.source')}
          value={source.value}
          choices={choices}
          onChange={source.choose}
        />
      </span>
    </div>
  );
}
