import type { InlayDocument } from '../../../shared/document/types';
import type { IrGraph } from '../../../shared/ir/ir';
import { formatShape, sameShape } from '../../../shared/ir/shape';
import { toIr } from '../../../shared/ir/to-ir';
import { fail, ProblemSignal, type Problem } from '../../../shared/problems/problem';
import { initialValue } from '../../../shared/recipe/initial-values';
import type { Recipe } from '../../../shared/recipe/types';
import { compile } from '../../../shared/targets/tensorflow/compile';
import type { CompiledGraph } from '../../../shared/targets/tensorflow/compiled';
import { ALL_NATIVE, type KernelChoices } from '../../../shared/targets/tensorflow/kernel-choice';
import type { HostTensor, NamedTensors } from '../../../shared/weights/tensor';
import type { Dataset } from '../data/dataset';
import type { TfModel, TfRuntime } from '../tf-runtime';

/** A value, or every problem there is on the way to it. */
export type Outcome<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Problem[] };

/** Carries several problems at once to the boundary: a document can have many. */
export class ProblemsSignal extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(problems.map(({ code }) => code).join(', '));
    this.name = 'ProblemsSignal';
  }
}

/** Runs `work` and returns its value or the problems it signalled. Faults of ours still throw. */
export async function catchProblems<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (error instanceof ProblemsSignal) return { ok: false, problems: error.problems };
    if (error instanceof ProblemSignal) return { ok: false, problems: [error.problem] };
    throw error;
  }
}

/**
 * A document's network, for a data set.
 * Signals every problem of the graph, `run/several-inputs`, `data/shape-mismatch` or `data/class-mismatch`.
 */
export function networkFor(document: InlayDocument, recipe: Recipe, dataset: Dataset): IrGraph {
  const ir = toIr(document, recipe);
  if (!ir.ok) throw new ProblemsSignal(ir.problems);
  checkFit(ir.value, dataset);
  return ir.value;
}

const SLOT_PREFIX = 'slot:';

/** A network in TensorFlow, with what its feeds and fetches are called. */
export class Network {
  private constructor(
    private readonly model: TfModel,
    readonly compiled: CompiledGraph,
  ) {}

  /**
   * Compiles a network and loads it; weights are not set yet.
   * Signals what `compile` does, or `run/out-of-memory`.
   */
  static load(
    runtime: TfRuntime,
    graph: IrGraph,
    recipe: Recipe,
    kernels: KernelChoices = ALL_NATIVE,
  ): Network {
    const compiled = compile(graph, recipe, { kernels });
    if (!compiled.ok) throw new ProblemSignal(compiled.problem);
    return new Network(runtime.load(compiled.value), compiled.value);
  }

  /** Sets every weight to its start under a seed, and every slot to zero. */
  initialise(seed: number): void {
    const feeds: Record<string, HostTensor> = {};
    for (const { kind, name, init, shape, fanIn, fanOut } of this.compiled.variables) {
      if (kind !== 'weight') continue;
      const data = initialValue(init, shape, fanIn, fanOut, seed, name);
      feeds[name] = { dtype: 'float32', shape, data };
    }
    this.model.run('init', feeds, ['done']);
  }

  /** Sets every weight and slot to those of a checkpoint. */
  restore(weights: NamedTensors, slots: NamedTensors): void {
    const feeds = Object.fromEntries([...weights, ...slots]);
    this.model.run('restore', feeds, ['done']);
  }

  /** Every weight and slot as it is now. */
  read(): { readonly weights: NamedTensors; readonly slots: NamedTensors } {
    const all = [...this.model.run('weights', {})];
    return {
      weights: new Map(all.filter(([name]) => !name.startsWith(SLOT_PREFIX))),
      slots: new Map(all.filter(([name]) => name.startsWith(SLOT_PREFIX))),
    };
  }

  /**
   * One training step.
   * @param step steps done before it
   * @returns the batch's mean loss before the update, and how many of its images were right
   */
  train(
    batch: FedBatch,
    learningRate: number,
    step: number,
    seed: number,
  ): { readonly loss: number; readonly correct: number } {
    const feeds = {
      ...feedsOf(batch),
      lr: { dtype: 'float32', shape: [], data: Float32Array.of(learningRate) },
      step: { dtype: 'int32', shape: [], data: Int32Array.of(step) },
      seed: { dtype: 'int32', shape: [], data: Int32Array.of(seed) },
    } as const;
    return lossAndCorrect(this.model.run('train', feeds));
  }

  /** Inference on a batch: the sum of its losses, and how many of its images were right. */
  evaluate(batch: FedBatch): { readonly loss: number; readonly correct: number } {
    return lossAndCorrect(this.model.run('evaluate', feedsOf(batch)));
  }

  dispose(): void {
    this.model.dispose();
  }
}

/** Images float32 `[size, height, width, channels]` and as many labels. */
export interface FedBatch {
  readonly images: Float32Array;
  readonly labels: Int32Array;
  readonly size: number;
  readonly shape: readonly number[];
}

function feedsOf({ images, labels, size, shape }: FedBatch): Record<'images' | 'labels', HostTensor> {
  return {
    images: { dtype: 'float32', shape: [size, ...shape], data: images },
    labels: { dtype: 'int32', shape: [size], data: labels },
  };
}

function lossAndCorrect(fetched: NamedTensors): { loss: number; correct: number } {
  return { loss: fetched.get('loss')!.data[0]!, correct: fetched.get('correct')!.data[0]! };
}

function checkFit(ir: IrGraph, { shape, classes }: Dataset): void {
  if (ir.inputs.length > 1) fail('run/several-inputs', { inputs: ir.inputs.map(({ node }) => node) });
  for (const input of ir.inputs) {
    if (!sameShape(input.shape, shape)) {
      const found = formatShape(shape);
      fail('data/shape-mismatch', { expected: formatShape(input.shape), found }, { node: input.node });
    }
  }
  for (const { logits, node } of ir.outputs) {
    const [expected = 0] = logits.shape;
    if (expected !== classes.length)
      fail('data/class-mismatch', { expected, found: classes.length }, { node });
  }
}
