import type { IrGraph } from '../../../shared/ir/ir';
import { elements } from '../../../shared/ir/shape';
import { success, type Result } from '../../../shared/problems/result';
import type { LayerDifference } from '../../../shared/protocol/parity-report';
import type { NamedTensors } from '../../../shared/weights/tensor';
import { nextTurn } from '../session/control';
import { DifferenceMeter } from './compare';

/** Names of the class output's two ends beside the values of the graph. */
export const LOGITS = 'predict:logits';
export const PROBABILITIES = 'predict:probabilities';

/** What the compiled graph's signatures call an input. */
export function feedName(node: string, index: number): string {
  return index === 0 ? 'images' : `images:${node}`;
}

/** Something that computes the network's values for some of the examples of a check. */
export interface Subject {
  /**
   * @param from first example
   * @param to one past the last
   * @param values which to compute: `<node path>`, `<node path>:<index>`, `LOGITS`, `PROBABILITIES`
   * @returns float32 tensors by value
   */
  run(from: number, to: number, values: readonly string[]): Promise<Result<NamedTensors>>;
}

/** A value to compare: its name and its number of channels. */
export interface ComparedValue {
  readonly name: string;
  readonly channels: number;
  /** Numbers in one example. */
  readonly size: number;
}

/** Every value of the graph in topological order but those of the losses, then the two ends. */
export function comparedValues(graph: IrGraph): readonly ComparedValue[] {
  const values = graph.nodes.flatMap(({ op, path, outputs }) =>
    op === 'cross-entropy'
      ? []
      : outputs.map(({ shape }, index): ComparedValue => {
          const name = outputs.length === 1 ? path : `${path}:${index}`;
          return { name, channels: shape[shape.length - 1] ?? 1, size: elements(shape) };
        }),
  );
  const classes = graph.outputs.find(({ role }) => role === 'class')?.logits.shape[0] ?? 0;
  const ends = [LOGITS, PROBABILITIES].map((name) => ({ name, channels: classes, size: classes }));
  return [...values, ...ends];
}

/** Activations held at once on either side of a comparison. */
const CHUNK_BYTES = 128 * 2 ** 20;

/**
 * Runs the examples through both and measures every value, a few examples at a time so that large networks fit, and
 * with a turn of the event loop between native calls, so that runs in the same process go on meanwhile.
 * @param onChunk told the examples done, and awaited; may reject to stop
 * @returns one difference per value, in order
 */
export async function compareSubjects(
  reference: Subject,
  subject: Subject,
  values: readonly ComparedValue[],
  examples: number,
  onChunk: (done: number) => Promise<void> = () => Promise.resolve(),
): Promise<Result<readonly LayerDifference[]>> {
  const names = values.map(({ name }) => name);
  const meters = values.map(({ name, channels }) => new DifferenceMeter(name, channels));
  const bytes = values.reduce((sum, { size }) => sum + size * 4, 0);
  const chunk = Math.max(1, Math.min(examples, Math.floor(CHUNK_BYTES / bytes)));
  for (let from = 0; from < examples; from += chunk) {
    const to = Math.min(from + chunk, examples);
    const expected = await reference.run(from, to, names);
    if (!expected.ok) return expected;
    await nextTurn();
    const found = await subject.run(from, to, names);
    if (!found.ok) return found;
    for (const meter of meters) {
      meter.add(expected.value.get(meter.layer)!.data, found.value.get(meter.layer)?.data ?? []);
    }
    await onChunk(to);
  }
  return success(meters.map((meter) => meter.result()));
}
