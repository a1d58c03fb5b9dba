import { fail, type Problem } from '../problems/problem';
import { catchProblem } from '../problems/catch';
import type { IrNode } from './ir';

/** What stands in memory at once, each as large as the masks: masks, masked kernels, and two more for the gradient. */
const TENSORS = 4;
const FLOAT_BYTES = 4;
const GIB = 2 ** 30;
/** For the masks of one layer and what is made of them. AlexNet's fc6 at batch 128 would take 72 GiB. */
export const MASK_LIMIT = 8 * GIB;

/** Values of the mask that a primitive draws for every example: DropConnect's are as many as its weights. */
export function maskElements(node: IrNode): number {
  if (node.op !== 'dropconnect-dense' || node.attrs.rate === 0) return 0;
  return node.inputs[0]!.shape[0]! * node.attrs.units;
}

/**
 * Signals when the masks of a batch would not fit.
 * @param elements values of one example's mask
 */
export function refuseHugeMasks(node: string, elements: number, batch: number): void {
  const each = TENSORS * FLOAT_BYTES * elements;
  if (each * batch <= MASK_LIMIT) return;
  const gib = Number(((each * batch) / GIB).toFixed(1));
  const args = { batch, gib, limit: MASK_LIMIT / GIB, most: Math.floor(MASK_LIMIT / each) };
  fail('shape/masks-too-large', args, { node });
}

/** `refuseHugeMasks` as a list of none or one. */
export function maskProblems(node: string, elements: number, batch: number): readonly Problem[] {
  const fits = catchProblem(() => refuseHugeMasks(node, elements, batch));
  return fits.ok ? [] : [fits.problem];
}
