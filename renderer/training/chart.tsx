import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { align, valueAt, type Points } from './chart-data';
import styles from './training.module.css';

/** One line of a chart. */
export interface ChartLine {
  readonly id: string;
  /** Its name in the readout; null for one that is not read out. */
  readonly label: string | null;
  /** A variable of the theme, such as `--accent`. */
  readonly colour: string;
  readonly points: Points;
  /** `faint`: behind another; `dashed`: of another run; `marked`: its points are seen too. */
  readonly look: 'plain' | 'faint' | 'dashed' | 'marked';
}

interface ChartProps {
  readonly title: string;
  readonly lines: readonly ChartLine[];
  readonly end: number;
  readonly range: readonly [number, number];
  readonly format: (value: number) => string;
  /** What stands under the crosshair: `step 120`. */
  readonly place: (x: number) => string;
  /** Charts of one group show one crosshair. */
  readonly group: string;
}

/** The theme's colour at this moment. */
function colourOf(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Tiny text of the look; a canvas knows no variables. */
function font(): string {
  return `10.5px ${colourOf('--font')}`;
}

function seriesOf({ colour, look }: ChartLine): uPlot.Series {
  return {
    stroke: () => colourOf(colour),
    width: look === 'plain' || look === 'marked' ? 1.5 : 1,
    alpha: look === 'faint' ? 0.35 : 1,
    spanGaps: true,
    ...(look === 'dashed' ? { dash: [4, 4] } : {}),
    points: { show: look === 'marked', size: 4, fill: () => colourOf(colour) },
  };
}

function axis(space: number, size: number, values: (value: number) => string): uPlot.Axis {
  return {
    stroke: () => colourOf('--muted'),
    grid: { stroke: () => colourOf('--line'), width: 1 },
    ticks: { show: false },
    font: font(),
    space,
    size,
    gap: 4,
    values: (_, splits) => splits.map((value) => values(value)),
  };
}

/** Steps and epochs are whole; axes of short runs would show halves. */
function whole(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString('en-US') : '';
}

/**
 * A chart that is drawn as fast as its lines change. Colours come from the theme, and are taken anew when that
 * changes; the chart fills its place.
 */
export function Chart({ title, lines, end, range, format, place, group }: ChartProps): ReactNode {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [at, setAt] = useState<number | null>(null);
  // uPlot asks for these when it draws.
  const asked = useRef({ end, range, format });
  asked.current = { end, range, format };
  const data = useMemo(() => align(lines.map(({ points }) => points)), [lines]);
  const newest = useRef(data);
  newest.current = data;
  const drawn = useRef(lines);
  drawn.current = lines;
  // Other lines make another chart; other points do not.
  const kind = lines.map(({ id, colour, look }) => `${id} ${colour} ${look}`).join('|');

  useEffect(() => {
    const place = holder.current!;
    const made = new uPlot(
      {
        width: Math.max(60, place.clientWidth),
        height: Math.max(40, place.clientHeight),
        padding: [6, 8, 0, 0],
        legend: { show: false },
        cursor: {
          y: false,
          drag: { x: false, y: false, setScale: false },
          sync: { key: group },
          points: { size: 6, width: 0 },
        },
        scales: {
          x: { time: false, range: () => [0, asked.current.end] },
          y: { range: () => [...asked.current.range] },
        },
        axes: [axis(60, 18, whole), axis(26, 40, (value) => asked.current.format(value))],
        series: [{}, ...drawn.current.map(seriesOf)],
        hooks: {
          setCursor: [
            (one) => {
              const { idx } = one.cursor;
              setAt(idx == null ? null : (one.data[0][idx] ?? null));
            },
          ],
        },
      },
      newest.current,
      place,
    );
    plot.current = made;
    const sizes = new ResizeObserver(() => {
      made.setSize({ width: Math.max(60, place.clientWidth), height: Math.max(40, place.clientHeight) });
    });
    sizes.observe(place);
    const theme = new MutationObserver(() => made.redraw(false, true));
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      sizes.disconnect();
      theme.disconnect();
      plot.current = null;
      made.destroy();
    };
  }, [kind, group]);

  const [low, high] = range;
  useEffect(() => {
    plot.current?.setData(data);
  }, [data, end, low, high]);

  const values = lines.flatMap(({ label, points, id, colour }) => {
    const value = label === null ? null : valueAt(points, at ?? Infinity);
    return value === null ? [] : [{ id, colour, text: `${label!} ${format(value)}` }];
  });
  return (
    <figure className={styles.chart}>
      <figcaption className={styles.chartHead}>
        <span className={styles.chartTitle}>{title}</span>
        {at !== null && (
          <span className={styles.readout} aria-hidden>
            <span>{place(at)}</span>
            {values.map(({ id, colour, text }) => (
              <span key={id} style={{ color: `var(${colour})` }}>
                {text}
              </span>
            ))}
          </span>
        )}
      </figcaption>
      <div
        ref={holder}
        className={styles.plot}
        role="img"
        aria-label={[title, ...values.map(({ text }) => text)].join(', ')}
      />
    </figure>
  );
}
