import { useMemo, type ReactNode } from 'react';
import type { RunState } from '../../shared/protocol/run-state';
import { useWords } from '../platform/language';
import { figure, percent } from '../platform/numbers';
import type { Overlay } from '../platform/run-store';
import { Chart, type ChartLine } from './chart';
import { endOf, lineToCompare, linesOf, topOf, type Metric, type XUnit } from './chart-data';
import styles from './training.module.css';

/** Colours of the runs drawn behind the current one. */
export const OVERLAY_COLOURS = ['--muted', '--cat-head', '--cat-se'] as const;

const WHOLE = [0, 1] as const;

/** Accuracy on an axis needs no fractions of a percent. */
function wholePercent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

function useLines(
  state: RunState,
  metric: Metric,
  unit: XUnit,
  overlays: readonly Overlay[],
): readonly ChartLine[] {
  const t = useWords();
  const { train, batches, validation } = useMemo(
    () => linesOf(state, metric, unit),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- only what lines are made of: figures change each step too
    [state.lossCurve, state.accuracyCurve, state.valLossCurve, state.stepsPerEpoch, metric, unit],
  );
  const behind = useMemo(
    () => overlays.map((overlay) => lineToCompare(overlay.state, metric, unit)),
    [overlays, metric, unit],
  );
  return useMemo(
    () => [
      ...overlays.map(({ directory, name }, index): ChartLine => {
        const colour = OVERLAY_COLOURS[index % OVERLAY_COLOURS.length]!;
        return { id: directory, label: name, colour, points: behind[index]!, look: 'dashed' };
      }),
      { id: 'batches', label: null, colour: '--accent', points: batches, look: 'faint' },
      { id: 'train', label: t('training.line-train'), colour: '--accent', points: train, look: 'plain' },
      {
        id: 'validation',
        label: t('training.line-validation'),
        colour: '--warn',
        points: validation,
        look: 'marked',
      },
    ],
    [overlays, behind, batches, train, validation, t],
  );
}

/** Loss and accuracy of a run, with others behind it. */
export function Charts({
  state,
  unit,
  overlays,
  group,
}: {
  readonly state: RunState;
  readonly unit: XUnit;
  readonly overlays: readonly Overlay[];
  readonly group: string;
}): ReactNode {
  const t = useWords();
  const loss = useLines(state, 'loss', unit, overlays);
  const accuracy = useLines(state, 'accuracy', unit, overlays);
  const end = endOf(
    loss.map(({ points }) => points),
    state,
    unit,
  );
  const top = useMemo(
    () => topOf(loss.filter(({ look }) => look !== 'faint').map(({ points }) => points)),
    [loss],
  );
  const place = (x: number): string =>
    unit === 'step'
      ? t('training.at-step', { step: Math.round(x) })
      : t('training.at-epoch', { epoch: Number(x.toFixed(2)) });
  const shared = { end, place, group };
  return (
    <div className={styles.charts}>
      <Chart {...shared} title={t('common.loss')} lines={loss} range={[0, top]} format={figureShort} />
      <Chart {...shared} title={t('common.accuracy')} lines={accuracy} range={WHOLE} format={wholeOr} />
    </div>
  );
}

/** The axis asks for round values, the readout for exact ones. */
function wholeOr(value: number): string {
  return Math.abs(value * 100 - Math.round(value * 100)) < 1e-9 ? wholePercent(value) : percent(value);
}

function figureShort(value: number): string {
  const rounded = Number(value.toFixed(2));
  return rounded === value ? String(value) : figure(value);
}

/** What the lines mean. */
export function Legend({ overlays }: { readonly overlays: readonly Overlay[] }): ReactNode {
  const t = useWords();
  const entries = [
    { id: 'train', colour: '--accent', text: t('training.line-train'), dashed: false },
    { id: 'validation', colour: '--warn', text: t('training.line-validation'), dashed: false },
    ...overlays.map(({ directory, name }, index) => ({
      id: directory,
      colour: OVERLAY_COLOURS[index % OVERLAY_COLOURS.length]!,
      text: name,
      dashed: true,
    })),
  ];
  return (
    <ul className={styles.legend} aria-label={t('training.legend')}>
      {entries.map(({ id, colour, text, dashed }) => (
        <li key={id}>
          <span
            className={styles.swatch}
            style={{ borderTopColor: `var(${colour})`, borderTopStyle: dashed ? 'dashed' : 'solid' }}
            aria-hidden
          />
          <span className={styles.legendText}>{text}</span>
        </li>
      ))}
    </ul>
  );
}
