import type { RunEvent } from '../../../shared/protocol/events';

/** No event waits longer than this (milliseconds) while the loop turns. */
const LATEST_MS = 40;

/**
 * Gathers events of fast steps into few messages. An event goes at once if the last message is long enough ago, or
 * if it is not one of a step. The rest goes with the next, or by a timer, or when `beforeBusy` says that neither would
 * come in time.
 */
export class EventStream {
  private events: RunEvent[] = [];
  private sentAt = -Infinity;
  /** When the oldest event that waits came. */
  private since = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly send: (events: readonly RunEvent[]) => void,
    private readonly clock: () => number,
  ) {}

  push(event: RunEvent): void {
    const now = this.clock();
    if (this.events.length === 0) this.since = now;
    this.events.push(event);
    // A step's timing follows at once: they travel together.
    if (event.type === 'step') return;
    const waited = now - this.sentAt;
    if (event.type !== 'timing' || waited >= LATEST_MS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), LATEST_MS - waited);
  }

  /** The thread is about to be kept busy for about `ms`: what would be late after that goes now. */
  beforeBusy(ms: number): void {
    if (this.events.length > 0 && this.clock() + ms > this.since + LATEST_MS) this.flush();
  }

  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    if (this.events.length === 0) return;
    const { events } = this;
    this.events = [];
    this.sentAt = this.clock();
    this.send(events);
  }
}
