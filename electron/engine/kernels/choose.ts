import type { IrGraph } from '../../../shared/ir/ir';
import { fail } from '../../../shared/problems/problem';
import type { ChosenKernel } from '../../../shared/protocol/events';
import {
  candidatesOf,
  choosableNodes,
  type ConvNode,
  type KernelChoices,
} from '../../../shared/targets/tensorflow/kernel-choice';
import { describeEnvironment } from '../runs/environment';
import type { TfRuntime } from '../tf-runtime';
import { deviceKey, KernelCache, kernelsFile, trialKey } from './cache';
import { anyKernel, measureKernels, type Finding, type MeasuringWorld } from './measure';

/** After so long (milliseconds), kernels that are left are only tried, not timed. */
const LONGEST = 20_000;

export interface ChoosingWorld extends MeasuringWorld {
  /** Where findings are kept; in the cache folder when absent. */
  readonly kernelsFile?: string | undefined;
}

/**
 * Chooses how each grouped or dilated convolution of a network is computed: as was found on this device before, else
 * by measuring, once for equal ones. Measuring starts no convolution after 20 s; what is left then, or when it is
 * stopped, is computed natively where that runs, and measured another time.
 * Signals `target/unsupported` for a convolution that this device can compute in no way.
 * @param batch images a step
 * @returns a choice for each node that has one, in the graph's order; at once, if there is none
 */
export async function chooseKernels(
  runtime: TfRuntime,
  graph: IrGraph,
  batch: number,
  world: ChoosingWorld,
): Promise<readonly ChosenKernel[]> {
  const nodes = choosableNodes(graph);
  if (nodes.length === 0) return [];
  const cache = openCache(runtime, world.kernelsFile);
  const began = world.clock();
  const hasTime = (): boolean => !world.signal.aborted && world.clock() - began < LONGEST;
  const untimed = new Map<string, Finding>();
  const chosen: ChosenKernel[] = [];
  for (const node of nodes) {
    const known = cache.find(node, batch) ?? untimed.get(trialKey(node, batch));
    if (known !== undefined) {
      chosen.push(toChosen(node, known));
      continue;
    }
    const measured = hasTime() ? await measureKernels(runtime, node, batch, world) : null;
    if (measured !== null) cache.keep(node, batch, measured);
    const finding = measured ?? (await anyKernel(runtime, node, batch)) ?? refuse(node);
    if (measured === null) untimed.set(trialKey(node, batch), finding);
    chosen.push(toChosen(node, finding));
  }
  cache.save();
  return chosen;
}

/** What is known on this device of choices that were made before; nothing is measured. */
export function knownKernels(
  runtime: TfRuntime,
  graph: IrGraph,
  batch: number,
  choices: KernelChoices,
  file?: string,
): readonly ChosenKernel[] {
  const nodes = choosableNodes(graph);
  if (nodes.length === 0) return [];
  const cache = openCache(runtime, file);
  return nodes.map((node) => {
    const choice = choices.get(node.path) ?? 'native';
    return toChosen(node, { choice, ms: cache.find(node, batch)?.ms ?? {} });
  });
}

function openCache(runtime: TfRuntime, file = kernelsFile()): KernelCache {
  return new KernelCache(file, deviceKey(describeEnvironment(runtime), runtime.device.name));
}

function toChosen(node: ConvNode, { choice, ms }: Finding): ChosenKernel {
  const candidates = candidatesOf(node).flatMap((kernel) => {
    const time = ms[kernel];
    return time === undefined ? [] : [{ kernel, ms: time }];
  });
  return { node: node.path, choice, candidates };
}

function refuse(node: ConvNode): never {
  const reason = 'grouped or dilated convolutions do not run on this device, in no way that was tried';
  return fail(
    'target/unsupported',
    { target: 'tensorflow', primitive: node.op, reason },
    { node: node.path },
  );
}
