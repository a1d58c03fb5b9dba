import ELK, { type ELK as Elk } from 'elkjs/lib/elk-api.js';
import ElkWorker from 'elkjs/lib/elk-worker.min.js?worker';
import { arrange, type ArrangeOptions, type Engine } from './arrange';
import type { Boxes, LayoutEdge, LayoutNode } from './graph';

export type { LayoutEdge, LayoutNode } from './graph';

export interface LayoutOptions extends ArrangeOptions {
  readonly signal?: AbortSignal;
}

interface WarmElk {
  readonly elk: Elk;
  /** Rejects when the worker fails as a whole; ELK's own answers never come then. */
  readonly failed: Promise<never>;
}

let warm: WarmElk | undefined;

/** One worker for the window's life: its start costs more than most drawings. One that failed is replaced. */
function warmElk(): WarmElk {
  if (warm) return warm;
  const worker = new ElkWorker();
  const failed = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => {
      warm = undefined;
      worker.terminate();
      reject(new Error(`the layout worker failed: ${message}`));
    });
  });
  // Nobody may be waiting when it happens.
  failed.catch(() => undefined);
  warm = { elk: new ELK({ workerFactory: () => worker }), failed };
  return warm;
}

/** The drawing that is being made: the worker makes one after the other, and a cancelled one need not wait in it. */
let last: Promise<unknown> = Promise.resolve();

/**
 * Places the nodes of a drawing, off the window's own thread.
 * @returns a box for every node, snapped to the grid of 22; those of inner nodes are relative to their frame, whose
 *   size is in its own box
 * Rejects with the signal's reason once it is aborted, and with an error when the worker fails.
 */
export async function layout(
  nodes: readonly LayoutNode[],
  edges: readonly LayoutEdge[],
  { signal, ...options }: LayoutOptions,
): Promise<Boxes> {
  const engine: Engine = (graph) => {
    signal?.throwIfAborted();
    const { elk, failed } = warmElk();
    return Promise.race([elk.layout(graph), failed]);
  };
  const before = last;
  const work = before.catch(() => undefined).then(() => arrange(nodes, edges, options, engine));
  last = work;
  return await abortable(work, signal);
}

/** The work's value, or the reason of the signal when that comes first. */
async function abortable<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return await work;
  return await new Promise<T>((resolve, reject) => {
    const stop = () => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
