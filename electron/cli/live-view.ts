import type { RunEvent } from '../../shared/protocol/events';
import { msText, summariseKernels } from '../../shared/protocol/run-state-kernels';
import { brailleChart } from './chart';
import { displayWidth } from './columns';
import { count, duration, percent, short } from './numbers';
import type { Terminal } from './terminal';

const CHART_ROWS = 5;
const CHART_COLUMNS = 34;
/** Redraws on a terminal, and lines where output goes to a file, at most this often (milliseconds). */
const REDRAW_EVERY = 100;
const LINE_EVERY = 5000;
/** Curves keep every value up to here, then every second one, and so on: memory stays flat over any run. */
const MOST_POINTS = 4096;

/** A curve that thins itself out. */
class Curve {
  values: number[] = [];
  private every = 1;
  private seen = 0;

  push(value: number): void {
    if (this.seen++ % this.every !== 0) return;
    this.values.push(value);
    if (this.values.length < MOST_POINTS) return;
    this.values = this.values.filter((_, index) => index % 2 === 0);
    this.every *= 2;
  }
}

/** Follows a run on the terminal: a progress line and, where lines can be redrawn, the curves above it. */
export class LiveView {
  private readonly loss = new Curve();
  private readonly accuracy = new Curve();
  private readonly redraws: boolean;
  private total = 0;
  private batch = 0;
  private first = 0;
  private step = 0;
  private startedAt = 0;
  private drawnAt = -Infinity;
  private drawnLines = 0;
  private smoothLoss: number | undefined;
  private smoothAccuracy: number | undefined;

  constructor(
    private readonly terminal: Terminal,
    private readonly now: () => number,
    private readonly out: NodeJS.WriteStream = process.stdout,
  ) {
    this.redraws = out.isTTY && out.columns >= 2 * CHART_COLUMNS + 8;
  }

  /** Takes an event of the run; cheap unless a redraw is due. */
  follow(event: RunEvent): void {
    if (event.type === 'started') {
      this.total = event.steps;
      this.batch = event.batch;
      this.first = this.step = event.resumedFrom;
      this.startedAt = this.now();
    } else if (event.type === 'step') {
      this.onStep(event.step, event.loss, event.accuracy);
    } else if (event.type === 'kernels') {
      this.clear();
      this.terminal.line(this.kernelsLine(event));
    } else if (event.type === 'epoch') {
      this.clear();
      this.terminal.line(this.epochLine(event));
    }
  }

  /** Takes the live block off the screen, leaving the last curves behind. */
  finish(): void {
    this.clear();
    if (this.loss.values.length > 1) this.terminal.line(this.charts().join('\n'));
  }

  private onStep(step: number, loss: number, accuracy: number): void {
    this.step = step;
    // Single batches are noisy: the line shows a running mean over about 20 of them.
    this.smoothLoss = this.smoothLoss === undefined ? loss : this.smoothLoss + (loss - this.smoothLoss) / 20;
    this.smoothAccuracy =
      this.smoothAccuracy === undefined
        ? accuracy
        : this.smoothAccuracy + (accuracy - this.smoothAccuracy) / 20;
    this.loss.push(this.smoothLoss);
    this.accuracy.push(this.smoothAccuracy);
    const time = this.now();
    if (time - this.drawnAt < (this.redraws ? REDRAW_EVERY : LINE_EVERY)) return;
    this.drawnAt = time;
    if (this.redraws) this.redraw([...this.charts(), this.progressLine()]);
    else this.terminal.line(this.progressLine());
  }

  private progressLine(): string {
    const done = this.total > 0 ? this.step / this.total : 0;
    const taken = this.now() - this.startedAt;
    const made = this.step - this.first;
    const rate = taken > 0 ? (made * this.batch * 1000) / taken : 0;
    const left = made > 0 ? (taken / made) * (this.total - this.step) : 0;
    const bar = '█'.repeat(Math.round(done * 20)).padEnd(20, '░');
    return [
      `${bar} ${count(this.step)}/${count(this.total)}`,
      `${this.terminal.say('label/loss')} ${short(this.smoothLoss ?? 0)}`,
      `${this.terminal.say('label/accuracy')} ${percent(this.smoothAccuracy ?? 0)}`,
      this.terminal.say('train/rate', { rate: count(Math.round(rate)) }),
      this.terminal.say('train/left', { time: duration(left) }),
    ].join('  ');
  }

  private charts(): string[] {
    const loss = brailleChart(this.loss.values, CHART_COLUMNS, CHART_ROWS);
    const accuracy = brailleChart(this.accuracy.values, CHART_COLUMNS, CHART_ROWS);
    return [
      `  ${this.title('label/loss', this.loss, short)}    ${this.title('label/accuracy', this.accuracy, percent)}`,
      ...loss.map((line, row) => `  ${line}    ${accuracy[row] ?? ''}`),
    ];
  }

  /** A chart's name and the range it spans, as wide as the chart. */
  private title(
    label: 'label/loss' | 'label/accuracy',
    { values }: Curve,
    format: (value: number) => string,
  ): string {
    const range = `${format(Math.min(...values))} … ${format(Math.max(...values))}`;
    const name = this.terminal.say(label);
    return name + range.padStart(CHART_COLUMNS - displayWidth(name));
  }

  private kernelsLine({ nodes }: Extract<RunEvent, { type: 'kernels' }>): string {
    const { counts, ms, nativeMs } = summariseKernels(nodes);
    const head = this.terminal.say('train/kernels', { count: nodes.length, ...counts });
    if (ms === null || nativeMs === null) return head;
    const speed = { ms: msText(ms), nativeMs: msText(nativeMs) };
    return this.terminal.say('train/kernels-speed', { head, ...speed });
  }

  private epochLine(event: Extract<RunEvent, { type: 'epoch' }>): string {
    const head = this.terminal.say('train/epoch', {
      epoch: event.epoch,
      loss: short(event.loss),
      accuracy: percent(event.accuracy),
    });
    if (event.valLoss === null || event.valAccuracy === null) return head;
    const validation = this.terminal.say('train/validation', {
      loss: short(event.valLoss),
      accuracy: percent(event.valAccuracy),
    });
    return `${head}; ${validation}`;
  }

  private redraw(lines: readonly string[]): void {
    this.clear();
    const width = this.out.columns;
    this.out.write(`${lines.map((line) => line.slice(0, width - 1)).join('\n')}\n`);
    this.drawnLines = lines.length;
  }

  private clear(): void {
    if (this.drawnLines === 0) return;
    this.out.write(`\u001b[${this.drawnLines}A\u001b[J`);
    this.drawnLines = 0;
  }
}
