import type { IrGraph, IrNode, IrNodeOf } from '../../ir/ir';
import type { Pair } from '../../ir/shape';

/**
 * How a grouped or dilated convolution is computed. All ways give the same numbers, but for rounding:
 * - `native` one op that knows groups and dilation,
 * - `split`  one convolution a group, over the group's channels alone,
 * - `dense`  one plain convolution, its kernel filled up with zeros: between groups, and between dilated taps.
 */
export const KERNEL_CHOICES = ['native', 'split', 'dense'] as const;
export type KernelChoice = (typeof KERNEL_CHOICES)[number];

/** By node path; what is not in it is `native`. */
export type KernelChoices = ReadonlyMap<string, KernelChoice>;

export const ALL_NATIVE: KernelChoices = new Map();

/** A primitive that a convolution op computes. */
export type ConvNode = IrNodeOf<'conv2d'> | IrNodeOf<'depthwise-conv2d'>;

/** More groups than these make more little ops than they can ever repay. */
const MOST_SPLIT = 64;
/** Values of a filled-up kernel: 64 MiB, beside as much for its gradient. */
const MOST_DENSE = 2 ** 24;

/**
 * Groups of the convolution op that computes a node, or null where the depthwise op does: that one takes equal strides
 * and no dilation on the CPU; what it does not take is a convolution with one group for each channel.
 */
export function groupsOf(node: ConvNode): number | null {
  if (node.op === 'conv2d') return node.attrs.groups;
  const { stride, dilation } = node.attrs;
  return stride[0] === stride[1] && !isDilated(dilation) ? null : node.inputs[0]!.shape[2]!;
}

function isDilated([rows, columns]: Pair): boolean {
  return rows > 1 || columns > 1;
}

/** Extents of the window with the gaps of its dilation filled in. */
function reachOf({ attrs: { kernel, dilation } }: ConvNode): Pair {
  return [(kernel[0] - 1) * dilation[0] + 1, (kernel[1] - 1) * dilation[1] + 1];
}

/** The ways there are to compute a node; none where there is nothing to choose. `split` needs groups to split by. */
export function candidatesOf(node: IrNode): readonly KernelChoice[] {
  if (node.op !== 'conv2d' && node.op !== 'depthwise-conv2d') return [];
  const groups = groupsOf(node);
  if (groups === null || (groups === 1 && !isDilated(node.attrs.dilation))) return [];
  const [rows, columns] = reachOf(node);
  const full = rows * columns * node.inputs[0]!.shape[2]! * node.outputs[0]!.shape[2]!;
  return KERNEL_CHOICES.filter((choice) => {
    if (choice === 'split') return groups > 1 && groups <= MOST_SPLIT;
    return choice === 'native' || full <= MOST_DENSE;
  });
}

/** The nodes of a network that can be computed in several ways. */
export function choosableNodes(graph: IrGraph): readonly ConvNode[] {
  return graph.nodes.filter((node): node is ConvNode => candidatesOf(node).length > 1);
}
