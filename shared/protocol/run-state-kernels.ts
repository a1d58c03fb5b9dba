import { KERNEL_CHOICES, type KernelChoice } from '../targets/tensorflow/kernel-choice';
import type { ChosenKernel } from './events';

/** What several choices come to. */
export interface KernelSummary {
  /** How many nodes are computed in each way. */
  readonly counts: Readonly<Record<KernelChoice, number>>;
  /** Milliseconds a step of all of them as chosen, and if all were native; null where not all are known. */
  readonly ms: number | null;
  readonly nativeMs: number | null;
}

/** Milliseconds a step of one way to compute a node; null where it is not known, or does not run. */
export function msOf({ candidates }: ChosenKernel, kernel: KernelChoice): number | null {
  return candidates.find((one) => one.kernel === kernel)?.ms ?? null;
}

/** Milliseconds in three figures: `103`, `18.8`, `2.05`. */
export function msText(ms: number): string {
  return ms >= 100 ? ms.toFixed(0) : ms.toPrecision(3);
}

/** Adds up what was chosen. */
export function summariseKernels(nodes: readonly ChosenKernel[]): KernelSummary {
  const count = (kernel: KernelChoice) => nodes.filter(({ choice }) => choice === kernel).length;
  return {
    counts: Object.fromEntries(KERNEL_CHOICES.map((kernel) => [kernel, count(kernel)])) as Record<
      KernelChoice,
      number
    >,
    ms: sum(nodes.map((node) => msOf(node, node.choice))),
    nativeMs: sum(nodes.map((node) => msOf(node, 'native'))),
  };
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce((total, value) => (total === null || value === null ? null : total + value), 0);
}

/** Of these choices, those of a node of the document and of what it is made of. @param path the node's */
export function kernelsAt(nodes: readonly ChosenKernel[], path: string): readonly ChosenKernel[] {
  return nodes.filter(({ node }) => node === path || node.startsWith(`${path}/`));
}
