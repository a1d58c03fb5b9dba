import { CircleAlert } from 'lucide-react';
import { useDeferredValue, useEffect, useId, useMemo, useState, type ReactNode } from 'react';
import type { InlayDocument } from '../../shared/document/types';
import type { DataChange, DataShape } from '../../shared/edit/fit-to-data';
import { placeOf } from '../../shared/edit/inner';
import type { EngineMessage } from '../../shared/protocol/contract';
import { openChanged, templateDocument, type KnownTemplate } from '../documents/templates';
import { explainHere, nodeTitle, problemPlace } from '../documents/titles';
import { chooseData } from '../platform/chosen-data';
import { dataName, imageText } from '../platform/data-names';
import { askEngine } from '../platform/engine';
import { blockWords, useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { DialogWindow } from '../platform/ui/dialog';
import { SelectField, TextField } from '../platform/ui/fields';
import { fitted, parseSize, parseSizes, takesOf, type Fitted, type Size, type TypedSizes } from './with-data';
import styles from './with-data-dialog.module.css';

type DataSet = Extract<EngineMessage, { type: 'datasets' }>['sets'][number];

/** No data set is called so: names are those of folders or lower-case words. */
const OWN = ':own';

/** Makes a template fit other images and classes, tells what that changes, and opens it so. */
export function WithDataDialog({
  template,
  onClose,
}: {
  readonly template: KnownTemplate;
  readonly onClose: () => void;
}): ReactNode {
  const t = useWords();
  const document = useTemplate(template);
  return (
    <DialogWindow open title={t('start.with-data-title', { name: template.name })} onClose={onClose}>
      {document === null ? null : <Form document={document} />}
    </DialogWindow>
  );
}

function useTemplate({ id }: KnownTemplate): InlayDocument | null {
  const [document, setDocument] = useState<InlayDocument | null>(null);
  useEffect(() => {
    let here = true;
    void templateDocument(id).then((read) => {
      if (here) setDocument(read);
    });
    return () => {
      here = false;
    };
  }, [id]);
  return document;
}

/** The data sets that the engine knows; none until it has answered, or where it cannot. */
function useDataSets(): readonly DataSet[] {
  const [sets, setSets] = useState<readonly DataSet[]>([]);
  useEffect(() => {
    let here = true;
    void askEngine<'datasets'>({ type: 'datasets' }).then((answer) => {
      if (here && answer?.ok === true) setSets(answer.value.sets);
    });
    return () => {
      here = false;
    };
  }, []);
  return sets;
}

function Form({ document }: { readonly document: InlayDocument }): ReactNode {
  const t = useWords();
  const sets = useDataSets();
  const network = useMemo(() => takesOf(document), [document]);
  const [chosen, setChosen] = useState(OWN);
  const [typed, setTyped] = useState<TypedSizes>(() => ({
    height: String(network.shape[0]),
    width: String(network.shape[1]),
    channels: String(network.shape[2]),
    classes: String(network.classes ?? ''),
  }));
  const set = sets.find(({ name }) => name === chosen);
  const data = useMemo<DataShape | null>(
    () => set ?? parseSizes(typed, network.classes),
    [set, typed, network.classes],
  );
  // Typing does not wait for a large network to be fitted.
  const wanted = useDeferredValue(data);
  const result = useMemo(
    () => (wanted === null ? null : { data: wanted, ...fitted(document, wanted) }),
    [document, wanted],
  );
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>
        {network.classes === null
          ? t('start.takes-images', { image: imageText(network.shape) })
          : t('start.takes', { image: imageText(network.shape), classes: network.classes })}
      </p>
      <SelectField
        label={t('start.data')}
        value={chosen}
        choices={[
          { value: OWN, label: t('start.own-images') },
          ...sets.map(({ name, shape, classes }) => ({
            value: name,
            label: dataName(name, t),
            hint: t('start.set-facts', { image: imageText(shape), classes }),
          })),
        ]}
        onChange={setChosen}
      />
      {set === undefined && <Sizes typed={typed} classes={network.classes !== null} onType={setTyped} />}
      <div role="status" className={styles.result}>
        {result !== null && <Result before={document} result={result} />}
      </div>
      <div className={styles.foot}>
        <Button
          look="primary"
          disabled={result === null || wanted !== data}
          onClick={() => {
            if (result === null) return;
            const key = openChanged(result.history);
            if (set !== undefined) chooseData(key, set.name);
          }}
        >
          {t('start.open-fitted')}
        </Button>
      </div>
    </div>
  );
}

/** Problems that are told: the first often bring the rest. */
const MAX_TOLD = 3;

const SIZES = ['height', 'width', 'channels', 'classes'] as const;

function Sizes({
  typed,
  classes,
  onType,
}: {
  readonly typed: TypedSizes;
  /** Whether the network tells classes apart. */
  readonly classes: boolean;
  readonly onType: (typed: TypedSizes) => void;
}): ReactNode {
  const t = useWords();
  const id = useId();
  const field = (size: Size): ReactNode => (
    <div key={size} className={styles.size}>
      <label htmlFor={`${id}-${size}`}>{t(`start.size-${size}`)}</label>
      <TextField
        id={`${id}-${size}`}
        mono
        inputMode="numeric"
        value={typed[size]}
        invalid={parseSize(size, typed[size]) === null}
        onChange={(event) => onType({ ...typed, [size]: event.target.value })}
      />
    </div>
  );
  return (
    <div className={styles.sizes}>{SIZES.filter((size) => size !== 'classes' || classes).map(field)}</div>
  );
}

/** What fitting changes, and what stands against it. */
function Result({
  before,
  result,
}: {
  readonly before: InlayDocument;
  readonly result: Fitted & { readonly data: DataShape };
}): ReactNode {
  const t = useWords();
  const { changes } = result.fit;
  return (
    <>
      {changes.length === 0 ? (
        <p>{t('start.fits')}</p>
      ) : (
        <>
          <p className={styles.caption}>{t('start.what-changes')}</p>
          <ul className={styles.changes}>
            {changes.map((change) => (
              <Change key={`${change.node} ${change.param}`} document={before} change={change} />
            ))}
          </ul>
        </>
      )}
      <Problems data={result.data} result={result} />
    </>
  );
}

function Change({
  document,
  change: { node, param, from, to },
}: {
  readonly document: InlayDocument;
  readonly change: DataChange;
}): ReactNode {
  const language = useLanguage();
  const place = placeOf(document, node);
  const kind = place.ok ? place.value.node.kind : '';
  const holder = place.ok ? place.value.holder : null;
  const title = place.ok ? nodeTitle(language, place.value.node, document.composites) : node;
  return (
    <li>
      <span className={styles.node}>
        <span translate="no">{holder === null ? title : `${holder.name} · ${title}`}</span>
        <span className={styles.quiet}>{blockWords(language, kind).params[param]?.label ?? param}</span>
      </span>
      <code>
        {shown(from)} → {shown(to)}
      </code>
    </li>
  );
}

function shown(value: unknown): string {
  return Array.isArray(value) ? value.join(' · ') : String(value);
}

/** What the changes would not mend: the network has no place for such images. */
function Problems({
  data,
  result: { fit, history },
}: {
  readonly data: DataShape;
  readonly result: Fitted;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { problems, smallestImage } = fit;
  const { document } = history;
  const image = imageText(data.shape);
  if (problems.length === 0) return null;
  return (
    <>
      <p>
        {smallestImage === null
          ? t('training.fit-broken', { data: image })
          : t('training.fit-too-small', { data: image, smallest: smallestImage })}
      </p>
      <ul className={styles.problems}>
        {problems.slice(0, MAX_TOLD).map((problem, index) => (
          <li key={`${index} ${problem.code}`}>
            <CircleAlert size={16} aria-hidden />
            <span>
              <strong translate="no">{problemPlace(language, problem, document)}</strong>{' '}
              {explainHere(language, t, { ...problem, repairs: [] }, document).text}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
