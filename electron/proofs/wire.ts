import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { weightsOf, type IrGraph, type IrValue } from '../../shared/ir/ir';
import type { HostTensor } from '../../shared/weights/tensor';

/** One network for the peers: what it is, and every number that goes in. */
export interface Task {
  readonly name: string;
  readonly graph: IrGraph;
  /** Weights by their names, `images`, `labels`, and `mask:<path>` of each random node. */
  readonly tensors: Readonly<Record<string, HostTensor>>;
  /** Whatever else the peer's script is told. */
  readonly more?: Readonly<Record<string, unknown>>;
}

/** A tensor that came back, in double precision. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

export type Results = ReadonlyMap<string, Numbers>;

/** What a peer says to one task: results, or the exception that it met. */
export type Answer = Results | { readonly error: string };

function reference(value: IrValue): readonly [string, number] {
  return [value.node, value.index];
}

function describe(graph: IrGraph): Record<string, unknown> {
  return {
    nodes: graph.nodes.map((node) => ({
      op: node.op,
      path: node.path,
      attrs: node.attrs,
      inputs: node.inputs.map(reference),
      weights: node.weights.map((weight) => weight.name),
    })),
    outputs: graph.outputs.map((output) => ({
      role: output.role,
      logits: reference(output.logits),
      loss: reference(output.loss),
    })),
    weights: weightsOf(graph).map((weight) => weight.name),
    trainable: weightsOf(graph).flatMap((weight) => (weight.trainable ? [weight.name] : [])),
  };
}

/** Writes `tasks.json` and `tensors.bin` into a folder; `peers/wire.py` reads them. */
export function writeTasks(folder: string, tasks: readonly Task[]): void {
  const chunks: Uint8Array[] = [];
  let offset = 0;
  const described = tasks.map((task) => {
    const tensors = Object.entries(task.tensors).map(([name, { dtype, shape, data }]) => {
      const entry = [name, { dtype, shape, offset }] as const;
      chunks.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
      offset += data.byteLength;
      return entry;
    });
    return { ...describe(task.graph), ...task.more, name: task.name, tensors: Object.fromEntries(tensors) };
  });
  writeFileSync(join(folder, 'tensors.bin'), Buffer.concat(chunks));
  writeFileSync(join(folder, 'tasks.json'), JSON.stringify(described));
}

type Index = Record<
  string,
  { error: string } | { tensors: Record<string, { offset: number; shape: number[] }> }
>;

/** Reads a peer's answers, by task name. */
export function readAnswers(folder: string, peer: string): ReadonlyMap<string, Answer> {
  const index = JSON.parse(readFileSync(join(folder, `${peer}.json`), 'utf8')) as Index;
  const bytes = readFileSync(join(folder, `${peer}.bin`));
  return new Map(
    Object.entries(index).map(([name, answer]): [string, Answer] => {
      if ('error' in answer) return [name, answer];
      return [
        name,
        new Map(
          Object.entries(answer.tensors).map(([key, { offset, shape }]): [string, Numbers] => {
            const count = shape.reduce((product, extent) => product * extent, 1);
            // A copy: the file's own buffer is not aligned to eight bytes.
            const copy = Uint8Array.from(bytes.subarray(offset, offset + 8 * count));
            return [key, { shape, data: new Float64Array(copy.buffer) }];
          }),
        ),
      ];
    }),
  );
}
