import type { IrGraph } from '../../../shared/ir/ir';
import type { PrimitiveName } from '../../../shared/ir/primitive';

/** One network in which a primitive is on trial. */
export interface Case {
  readonly label: string;
  readonly batch: number;
  readonly graph: () => IrGraph;
  /** Standard deviation that kernels give their outputs; 1 unless the primitive's interesting range lies elsewhere. */
  readonly gain?: number;
  /** Weights whose gradient is zero by construction; the reference must then be zero and ours as well. */
  readonly zero?: readonly string[];
}

/** Cases of every primitive: a primitive without a row does not compile. */
export type CaseTable = { readonly [K in PrimitiveName]: readonly [Case, ...Case[]] };

/** The rows of some primitives. */
export type CasesOf<K extends PrimitiveName> = Pick<CaseTable, K>;
