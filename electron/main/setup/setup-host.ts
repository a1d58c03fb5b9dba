import { fail } from '../../../shared/problems/problem';
import type { NoticeOf, SetupState, WindowPart } from '../../../shared/protocol/window';
import type { UtilityChild } from '../engine/engine-process';
import { Queue } from '../store/queue';
import type { SetupAnswer, SetupOrder, SetupProgress } from './setup-messages';

export interface SetupWorld {
  readonly fork: () => UtilityChild;
  readonly tell: (progress: NoticeOf<'setup/progress'>) => void;
}

/** Set-up as windows ask for it. Each order has a process of its own; what it found out is kept. */
export class SetupHost {
  private readonly queue = new Queue();
  private readonly children = new Set<UtilityChild>();
  private known: WindowPart[] | null = null;
  private working = 0;

  constructor(private readonly world: SetupWorld) {}

  /** What is on this machine; looked up once, and again after each `ensure`. */
  async state(): Promise<SetupState> {
    // One that works keeps those waiting who only want to know.
    if (this.working === 0) {
      this.known = await this.queue.add(async () => this.known ?? this.order({ parts: [] }));
    }
    return { present: this.known ?? [], working: this.working > 0 };
  }

  /** Brings what is missing. Signals `setup/failed`, with set-up's own sentence. */
  async ensure(parts: readonly WindowPart[]): Promise<SetupState> {
    this.working++;
    try {
      this.known = await this.queue.add(() => this.order({ parts }));
    } catch (error) {
      // Some of it may have come.
      this.known = null;
      throw error;
    } finally {
      this.working--;
    }
    return this.state();
  }

  /** Ends what is going on: set-up may be killed anywhere and begin again. */
  close(): void {
    for (const child of this.children) child.kill();
  }

  private async order(order: SetupOrder): Promise<WindowPart[]> {
    const child = this.world.fork();
    this.children.add(child);
    try {
      const answer = await this.answerOf(child, order);
      if (answer.type === 'done') return answer.present;
      if (answer.type === 'failed') return fail('setup/failed', { detail: answer.detail });
      throw new Error(answer.stack);
    } finally {
      this.children.delete(child);
      child.kill();
    }
  }

  private answerOf(child: UtilityChild, order: SetupOrder): Promise<SetupAnswer> {
    let errors = '';
    child.stdout?.on('data', () => undefined);
    child.stderr?.on('data', (bytes: Buffer) => (errors = `${errors}${bytes.toString('utf8')}`.slice(-4000)));
    return new Promise((resolve) => {
      child.on('exit', (code) => resolve({ type: 'fault', stack: `set-up ended with ${code}\n${errors}` }));
      child.on('message', (message) => {
        const told = message as SetupProgress | SetupAnswer;
        if (told.type !== 'progress') resolve(told);
        else {
          const { part, label, done, total } = told;
          this.world.tell({ part, label, done, total });
        }
      });
      child.postMessage(order);
    });
  }
}
