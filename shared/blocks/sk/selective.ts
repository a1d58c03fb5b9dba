import { fail } from '../../problems/problem';
import { MAX_CHANNELS, MAX_KERNEL, MAX_STRIDE } from '../limits';
import { setOwnParam } from '../own-repair';
import type { ParamSpecs, ParamValues } from '../params';

/** What a selective kernel convolution is told beside its filters and stride; the defaults are the paper's. */
export const SELECTIVE_PARAMS = {
  kernels: { type: 'ints', default: [3, 3], min: 1, max: MAX_KERNEL, minLength: 2, maxLength: 8, odd: true },
  dilations: { type: 'ints', default: [1, 2], min: 1, max: MAX_STRIDE, minLength: 2, maxLength: 8 },
  groups: { type: 'int', default: 32, min: 1, max: MAX_CHANNELS },
  ratio: { type: 'int', default: 16, min: 1, max: 4096 },
  minimum: { type: 'int', default: 32, min: 1, max: MAX_CHANNELS },
} as const satisfies ParamSpecs;

export type Selective = ParamValues<typeof SELECTIVE_PARAMS>;

/** The branches, each a kernel and its dilation; signals when there are not as many of both. */
export function branchesOf({
  kernels,
  dilations,
}: Selective): readonly { readonly kernel: number; readonly dilation: number }[] {
  if (kernels.length !== dilations.length) {
    const args = { param: 'dilations', min: kernels.length, max: kernels.length, found: dilations.length };
    const mended = kernels.map((_, index) => dilations[index] ?? 1);
    fail('block/param-length', args, { param: 'dilations' }, [setOwnParam('dilations', mended)]);
  }
  return kernels.map((kernel, index) => ({ kernel, dilation: dilations[index]! }));
}

/** `3² | 3² d2 g32`: the branches, then what they share. */
export function selectiveCaption(p: Selective): string {
  const branches = p.kernels.map((kernel, index) => {
    const dilation = p.dilations[index] ?? 1;
    return `${kernel}²${dilation === 1 ? '' : ` d${dilation}`}`;
  });
  return `${branches.join(' | ')}${p.groups === 1 ? '' : ` g${p.groups}`}`;
}
