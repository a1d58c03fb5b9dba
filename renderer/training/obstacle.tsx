import { Download } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { fitToData } from '../../shared/edit/fit-to-data';
import { placeOf } from '../../shared/edit/inner';
import type { Analysis } from '../../shared/ir/analyse';
import type { Problem } from '../../shared/problems/problem';
import type { WindowPart } from '../../shared/protocol/window';
import { edit } from '../documents/edit';
import { useDocument, type OpenDocument } from '../documents/store';
import { explainHere, nodeTitle, problemPlace } from '../documents/titles';
import { showBottomTab } from '../platform/bottom-tab';
import { blockWords, useLanguage, useWords, type Language, type Words } from '../platform/language';
import { Button } from '../platform/ui/button';
import { ProgressBar } from '../platform/ui/states';
import { fetchParts, partOfData, useData, type DataSet } from './data-store';
import { misfitOf, networkData } from './match-data';
import { dataName, imageText } from '../platform/data-names';
import type { Readiness } from './readiness';
import styles from './training.module.css';

/** A button that fetches parts of set-up, and how far that is. */
export function FetchButton({
  parts,
  label,
}: {
  readonly parts: readonly WindowPart[];
  readonly label: string;
}): ReactNode {
  const t = useWords();
  const fetching = useData((state) => parts.some((part) => state.fetching.includes(part)));
  const busy = useData((state) => state.fetching.length > 0);
  const progress = useData((state) => state.progress);
  if (!fetching) {
    return (
      <Button disabled={busy} onClick={() => void fetchParts(parts)}>
        <Download size={16} aria-hidden />
        {label}
      </Button>
    );
  }
  const { done = 0, total = null } = progress ?? {};
  return (
    <span className={styles.fetching} role="status">
      <span>{t('training.fetching')}</span>
      <ProgressBar
        label={t('training.fetching')}
        value={total === null || total === 0 ? null : done / total}
      />
    </span>
  );
}

/** What a changed parameter and its node are called, a node inside a person's own block by the way to it. */
function parameterName(
  { document }: Analysis,
  path: string,
  param: string,
  language: Language,
): { readonly node: string; readonly param: string } {
  const place = placeOf(document, path);
  if (!place.ok) return { node: path, param };
  const { holder, node } = place.value;
  const title = nodeTitle(language, node, document.composites);
  const label = blockWords(language, node.kind).params[param]?.label ?? param;
  return { node: holder === null ? title : `${holder.name} · ${title}`, param: label };
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(' · ') : String(value);
}

/** What of the network does not fit the data, and what would be changed to make it fit. */
function Misfit({ open, set }: { readonly open: OpenDocument; readonly set: DataSet }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const network = networkData(open.analysis);
  const misfit = misfitOf(network, set);
  const fit = useMemo(() => fitToData(open.history, set), [open.history, set]);
  if (misfit === null) return null;
  const { changes, problems, smallestImage } = fit;
  const name = dataName(set.name, t);
  return (
    <div className={styles.obstacle} role="status">
      {misfit.shape && network.shape !== null && (
        <p>
          {t('training.misfit-shape', {
            network: imageText(network.shape),
            data: imageText(set.shape),
            name,
          })}
        </p>
      )}
      {misfit.classes && network.classes !== null && (
        <p>{t('training.misfit-classes', { network: network.classes, data: set.classes, name })}</p>
      )}
      {changes.length > 0 && (
        <>
          <ul className={styles.changes} aria-label={t('training.fit-changes')}>
            {changes.map(({ node, param, from, to }) => (
              <li key={`${node} ${param}`}>
                {t('training.fit-change', {
                  ...parameterName(open.analysis, node, param, language),
                  from: shown(from),
                  to: shown(to),
                })}
              </li>
            ))}
          </ul>
          {problems.length > 0 && (
            <Unfit open={open} problems={problems} smallest={smallestImage} data={imageText(set.shape)} />
          )}
          <Button
            onClick={() => edit(open.key, (history) => fitToData(history, set).edit, { select: false })}
          >
            {t('training.fit', { name })}
          </Button>
        </>
      )}
    </div>
  );
}

/** Problems that are told of a network that does not work on the data: the first often bring the rest. */
const MAX_TOLD = 3;

/** What the changes would not mend: the network has no place for such images. */
function Unfit({
  open,
  problems,
  smallest,
  data,
}: {
  readonly open: OpenDocument;
  readonly problems: readonly Problem[];
  readonly smallest: number | null;
  readonly data: string;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { document } = open.analysis;
  return (
    <>
      <p>
        {smallest === null
          ? t('training.fit-broken', { data })
          : t('training.fit-too-small', { data, smallest })}
      </p>
      <ul className={styles.changes}>
        {problems.slice(0, MAX_TOLD).map((problem, index) => (
          <li key={`${index} ${problem.code}`}>
            {t('training.unfit', {
              place: problemPlace(language, problem, document),
              text: explainHere(language, t, problem, document).text,
            })}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Why a run cannot begin, with the button that helps; nothing when it can. */
export function Obstacle({
  documentKey,
  ready,
  set,
}: {
  readonly documentKey: string;
  readonly ready: Readiness;
  readonly set: DataSet | undefined;
}): ReactNode {
  const t = useWords();
  const open = useDocument(documentKey);
  const failed = useData((state) => state.problem !== null);
  if (open === undefined || ready === 'ready') return null;
  if (ready === 'misfit') return set === undefined ? null : <Misfit open={open} set={set} />;
  const part = set === undefined ? null : partOfData(set.name);
  return (
    <div className={styles.obstacle} role="status">
      {(ready !== 'no-data' || failed) && <p>{obstacleText(ready, set, t)}</p>}
      {ready === 'problems' && (
        <Button onClick={() => showBottomTab('problems')}>{t('training.show-problems')}</Button>
      )}
      {ready === 'no-tensorflow' && (
        <FetchButton parts={['tensorflow', 'addon']} label={t('training.fetch-tensorflow')} />
      )}
      {ready === 'not-fetched' && part !== null && (
        <FetchButton parts={[part]} label={t('training.fetch', { name: dataName(set!.name, t) })} />
      )}
    </div>
  );
}

/** Why a run cannot begin, in a sentence. */
export function obstacleText(ready: Exclude<Readiness, 'ready'>, set: DataSet | undefined, t: Words): string {
  const name = set === undefined ? '' : dataName(set.name, t);
  return t(`training.not-ready-${ready}`, { name });
}
