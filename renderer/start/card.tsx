import type { ReactNode } from 'react';
import { catalogue } from '../../templates/catalogue';
import { openTemplate, textIn, type KnownTemplate } from '../documents/templates';
import { useLanguage, useWords } from '../platform/language';
import { exact, short } from '../platform/numbers';
import { classes } from '../platform/ui/classes';
import { CARD } from './arrow-keys';
import styles from './gallery.module.css';
import { SlabRow } from './slab-row';

/** What a card can show in front of the gallery. */
export type CardDialog = 'parity' | 'data';

/** A template: a click anywhere opens it; its mark shows its counts beside the paper's. */
export function Card({
  template,
  drawn,
  onShow,
}: {
  readonly template: KnownTemplate;
  /** Whether its slabs are drawn: those out of sight are not, until somebody scrolls to them. */
  readonly drawn: boolean;
  readonly onShow: (dialog: CardDialog) => void;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const { id, name, parameters, macs, preview } = template;
  const { line, parity } = catalogue[id];
  const mark = t(`start.parity-${parity.kind}`);
  return (
    <li className={styles.item}>
      <button
        type="button"
        className={styles.card}
        aria-label={t('start.open-template', { name, line: textIn(language, line) })}
        onClick={() => openTemplate(id)}
        {...{ [CARD]: id }}
      >
        <span className={styles.picture}>{drawn && <SlabRow preview={preview} size={40} most={9} />}</span>
        <span className={styles.words}>
          <strong>{name}</strong>
          <span className={styles.line}>{textIn(language, line)}</span>
        </span>
      </button>
      <div className={styles.figures}>
        <span className={styles.counts}>
          <span>{exact(parameters)}</span>
          <span>{t('app.macs', { value: short(macs, t) })}</span>
        </span>
        <button
          type="button"
          className={classes(styles.parity, parity.kind === 'paper' && styles.parityPaper)}
          aria-haspopup="dialog"
          aria-label={t('start.show-parity', { mark, name })}
          // A tooltip of ours for each of all these marks would keep the start page waiting.
          title={textIn(language, parity.fact)}
          onClick={() => onShow('parity')}
        >
          {mark}
        </button>
      </div>
      <button
        type="button"
        className={styles.withData}
        aria-haspopup="dialog"
        aria-label={t('start.with-data-of', { name })}
        onClick={() => onShow('data')}
      >
        {t('start.with-data')}
      </button>
    </li>
  );
}
