/** Does things one after the other, in the order they were asked for; one that fails does not hold up the next. */
export class Queue {
  private last: Promise<unknown> = Promise.resolve();

  add<T>(work: () => Promise<T>): Promise<T> {
    const next = this.last.then(work, work);
    this.last = next.catch(() => undefined);
    return next;
  }

  /** Resolves when everything added so far is done. */
  async idle(): Promise<void> {
    await this.last;
  }
}
