/** Pauses a run and lets it go on; takes effect between two batches. */
export class RunControl {
  private isPaused = false;
  private waiting: (() => void)[] = [];

  get paused(): boolean {
    return this.isPaused;
  }

  pause(): void {
    this.isPaused = true;
  }

  resume(): void {
    this.isPaused = false;
    const woken = this.waiting;
    this.waiting = [];
    woken.forEach((wake) => wake());
  }

  /** Resolves once the run may go on, or is to stop. */
  whenRunning(signal: AbortSignal): Promise<void> {
    if (!this.isPaused || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.waiting.push(wake);
    });
  }
}

/** Lets messages in: resolves after the event loop has looked at its ports and timers. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
