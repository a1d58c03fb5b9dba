import { success, type Result } from '../../../shared/problems/result';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import type { TfModel } from '../tf-runtime';
import { LOGITS, PROBABILITIES, type Subject } from './subject';

/** Examples `from` to `to` of every input, each under the name it is fed by. */
function feedsOf(
  examples: NamedTensors,
  from: number,
  to: number,
  nameOf: (feed: string) => string = (feed) => feed,
): Record<string, HostTensor> {
  return Object.fromEntries(
    [...examples].map(([feed, { shape, data }]) => {
      const size = data.length / shape[0]!;
      const part = (data as Float32Array).subarray(from * size, to * size);
      return [nameOf(feed), { dtype: 'float32', shape: [to - from, ...shape.slice(1)], data: part }];
    }),
  );
}

/** A graph of ours in our own TensorFlow: the network itself, or a frozen export of it. */
export class TfSubject implements Subject {
  constructor(
    private readonly model: TfModel,
    private readonly examples: NamedTensors,
  ) {}

  run(from: number, to: number, values: readonly string[]): Promise<Result<NamedTensors>> {
    const feeds = feedsOf(this.examples, from, to);
    const inner = values.filter((value) => value !== LOGITS && value !== PROBABILITIES);
    const activations = inner.length > 0 ? this.model.run('activations', feeds, inner) : [];
    const ends = this.model.run('predict', feeds);
    return Promise.resolve(success(new Map([...activations, ...renamed(ends)])));
  }
}

/** An exported SavedModel folder through its serving signature, as its users run it: the two ends only. */
export class ServedSubject implements Subject {
  constructor(
    private readonly model: TfModel,
    private readonly examples: NamedTensors,
    private readonly servedName: (feed: string) => string,
  ) {}

  run(from: number, to: number): Promise<Result<NamedTensors>> {
    const feeds = feedsOf(this.examples, from, to, this.servedName);
    const ends = this.model.run('serving_default', feeds);
    return Promise.resolve(success(renamed(ends)));
  }
}

function renamed(ends: NamedTensors): NamedTensors {
  return new Map([
    [LOGITS, ends.get('logits')!],
    [PROBABILITIES, ends.get('probabilities')!],
  ]);
}
