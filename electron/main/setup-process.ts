import { collectFacts, ensure, SetupError, type FactId, type Log } from '../provision/index.mjs';
import { WINDOW_PARTS, type WindowPart } from '../../shared/protocol/window';
import type { SetupAnswer, SetupOrder, SetupProgress } from './setup/setup-messages';

/**
 * Set-up as Electron's utility process: it hashes, unpacks and compiles, sometimes without a pause, which the main
 * process must not wait for. Answers one order, then is ended.
 */

/** What of Electron's parent port is used here. */
interface ParentPort {
  postMessage(message: SetupAnswer | SetupProgress): void;
  on(event: 'message', listener: (event: { data: SetupOrder }) => void): void;
}

const TOLD_EVERY_MS = 100;

const FACT_OF: Readonly<Record<WindowPart, FactId>> = {
  tensorflow: 'tensorflow',
  addon: 'addon',
  'data:mnist': 'data-mnist',
  'data:cifar10': 'data-cifar10',
  'data:fashion-mnist': 'data-fashion-mnist',
};

function present(): WindowPart[] {
  const fine = new Set(collectFacts().flatMap(({ id, status }) => (status === 'missing' ? [] : [id])));
  return WINDOW_PARTS.filter((part) => fine.has(FACT_OF[part]));
}

/** Progress that is told at most ten times a second; the first and the last of each label always. */
function logFor(part: WindowPart, tell: (progress: SetupProgress) => void): Log {
  const say = (label: string, done: number, total: number | null): void =>
    tell({ type: 'progress', part, label, done, total });
  return {
    say: (text) => say(text, 0, null),
    progress: (label, firstTotal) => {
      let [last, total, done] = [0, firstTotal ?? null, 0];
      say(label, 0, total);
      return {
        to: (now, newTotal) => {
          total = newTotal ?? total;
          done = now;
          if (Date.now() - last < TOLD_EVERY_MS) return;
          last = Date.now();
          say(label, done, total);
        },
        end: () => say(label, total ?? done, total),
      };
    },
  };
}

async function follow({ parts }: SetupOrder, port: ParentPort): Promise<SetupAnswer> {
  try {
    for (const part of parts) await ensure([part], { log: logFor(part, (one) => port.postMessage(one)) });
    return { type: 'done', present: present() };
  } catch (error) {
    if (error instanceof SetupError) return { type: 'failed', detail: error.message };
    return { type: 'fault', stack: error instanceof Error ? (error.stack ?? '') : String(error) };
  }
}

const { parentPort } = process as unknown as { parentPort: ParentPort };
parentPort.on('message', ({ data }) => {
  void follow(data, parentPort).then((answer) => parentPort.postMessage(answer));
});
