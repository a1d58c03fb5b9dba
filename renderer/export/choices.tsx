import { useId, useState, type ReactNode } from 'react';
import type { ExportSource } from '../../shared/protocol/contract';
import { EXPORT_FORMATS, type ExportFormat } from '../../shared/protocol/parity-report';
import { fileNameOf, titleOf } from '../documents/files';
import { documentOf, useDocument } from '../documents/store';
import { call } from '../platform/api';
import { useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { Segments } from '../platform/ui/fields';
import { Blocked } from './blocked';
import styles from './export-dialog.module.css';
import { DRAWN, SourceField, useSource } from './source-field';
import { beginExport, closeExport, drawnSource } from './store';

type Which = 'last' | 'best';

/** What to export, as what, and to where. */
export function Choices({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const source = useSource(documentKey);
  const [which, setWhich] = useState<Which>('last');
  const [formats, setFormats] = useState<readonly ExportFormat[]>(EXPORT_FORMATS);
  const [folder, setFolder] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const problems = useDocument(documentKey)?.analysis.problems ?? [];
  const errors = problems.filter(({ severity }) => severity === 'error');
  const drawn = source.value === DRAWN;
  const blocked = drawn && errors.length > 0;
  const go = async (): Promise<void> => {
    const out = folder ?? (await chooseFolder(documentKey));
    if (out === null) return;
    setFolder(out);
    setBusy(true);
    const what = await sourceOf(documentKey, source.value, which);
    setBusy(false);
    if (what !== null) beginExport(what, formats, out);
  };
  return (
    <div className={styles.form}>
      <SourceField source={source} />
      {!drawn && (
        <Line label={t('export.weights')}>
          <Segments
            label={t('export.weights')}
            value={which}
            choices={(['last', 'best'] as const).map((value) => ({
              value,
              label: t(`export.which-${value}`),
            }))}
            onChange={setWhich}
          />
        </Line>
      )}
      {blocked ? (
        <Blocked documentKey={documentKey} problems={errors} />
      ) : (
        <>
          <Formats chosen={formats} onChange={setFormats} />
          <FolderLine folder={folder} documentKey={documentKey} onChoose={setFolder} />
        </>
      )}
      <div className={styles.foot}>
        <Button onClick={closeExport}>{t('common.cancel')}</Button>
        <Button look="primary" disabled={blocked || busy || formats.length === 0} onClick={() => void go()}>
          {t(busy ? 'export.starting' : 'export.export')}
        </Button>
      </div>
    </div>
  );
}

async function sourceOf(documentKey: string, value: string, which: Which): Promise<ExportSource | null> {
  if (value !== DRAWN) return { kind: 'run', directory: value, which };
  const open = documentOf(documentKey);
  return open === undefined ? null : drawnSource(open);
}

async function chooseFolder(documentKey: string): Promise<string | null> {
  const open = documentOf(documentKey);
  if (open === undefined) return null;
  const chosen = await call('export/choose-folder', { suggested: `${fileNameOf(titleOf(open))}-export` });
  return chosen?.folder ?? null;
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className={styles.line}>
      <span className={styles.label} aria-hidden>
        {label}
      </span>
      {children}
    </div>
  );
}

function Formats({
  chosen,
  onChange,
}: {
  readonly chosen: readonly ExportFormat[];
  readonly onChange: (formats: readonly ExportFormat[]) => void;
}): ReactNode {
  const t = useWords();
  const id = useId();
  return (
    <fieldset className={styles.formats}>
      <legend className={styles.label}>{t('export.formats')}</legend>
      <div className={styles.choices}>
        {EXPORT_FORMATS.map((format) => (
          <label key={format} className={styles.format} htmlFor={`${id}-${format}`}>
            <input
              id={`${id}-${format}`}
              type="checkbox"
              checked={chosen.includes(format)}
              aria-describedby={`${id}-${format}-help`}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, format] : chosen.filter((one) => one !== format))
              }
            />
            <span>
              <strong>{t(`export.format-${format}`)}</strong>
              <span id={`${id}-${format}-help`} className={styles.quiet}>
                {t(`export.help-${format}`)}
              </span>
            </span>
          </label>
        ))}
        {chosen.length === 0 && <p role="alert">{t('export.no-formats')}</p>}
      </div>
    </fieldset>
  );
}

function FolderLine({
  folder,
  documentKey,
  onChoose,
}: {
  readonly folder: string | null;
  readonly documentKey: string;
  readonly onChoose: (folder: string) => void;
}): ReactNode {
  const t = useWords();
  return (
    <div className={styles.line}>
      <span className={styles.label}>{t('export.folder')}</span>
      <span className={styles.path}>{folder ?? t('export.folder-none')}</span>
      <Button
        onClick={() =>
          void chooseFolder(documentKey).then((chosen) => {
            if (chosen !== null) onChoose(chosen);
          })
        }
      >
        {t('export.choose')}
      </Button>
    </div>
  );
}
