import type { ParamValue } from '../document/types';
import type { IrBuilder } from '../ir/builder';
import type { IrValue } from '../ir/ir';
import type { Shape } from '../ir/shape';
import type { LanguageCode } from '../language/languages';
import type { RepairCode } from '../problems/repairs';
import type { ParamSpecs, ParamValues } from './params';

export type Category =
  'input' | 'conv' | 'mlpconv' | 'module' | 'norm' | 'pool' | 'merge' | 'se' | 'sk' | 'regularise' | 'head';

export interface PaperReference {
  /** As cited: `Lin, Chen, Yan 2013`. */
  readonly authors: string;
  readonly title: string;
  readonly year: number;
  /** arXiv id or DOI; where a paper has neither, its address. */
  readonly id: string;
  /** Section, figure or table that defines the block. */
  readonly where: string;
}

/** One language's words for a block: its name, one line on it, and a label and help for each parameter. */
export interface BlockText<P extends ParamSpecs> {
  readonly name: string;
  readonly summary: string;
  readonly params: { readonly [K in keyof P]: { readonly label: string; readonly help: string } };
  /** Label of each option of `choice` parameters that need one. */
  readonly options?: Readonly<Record<string, string>>;
}

/** `one`: exactly one edge. `many`: one or more, kept in edge order. */
export type PortKind = 'one' | 'many';
export type InputPorts = Readonly<Record<string, PortKind>>;

export type PortValues<I extends InputPorts, V> = {
  readonly [K in keyof I]: I[K] extends 'many' ? readonly V[] : V;
};

/** Repairs that insert a block. */
export type InsertingRepair = Extract<
  RepairCode,
  'insert-projection' | 'insert-flatten' | 'insert-global-pool' | 'add-output'
>;

/** A repair that a block is the answer to. The registry finds the block by it, so that no other code names its kind. */
export interface Mending {
  readonly repair: InsertingRepair;
  /** Parameters that differ from the defaults; `channels` is how many are wanted behind it. */
  params(channels: number): Readonly<Record<string, ParamValue>>;
}

/** Parameters that a data set decides, so that a network can be made to fit other images and classes. */
export interface DataParams<P extends ParamSpecs> {
  /** Where images enter: the parameters of their height, width and channels. */
  readonly image?: readonly [height: keyof P & string, width: keyof P & string, channels: keyof P & string];
  /** The parameter that is the number of the result's channels (or values); of a list it is the last entry. */
  readonly channels?: keyof P & string;
}

/** Carries a node's stored parameters from `from` to `from + 1`. */
export interface BlockMigration {
  readonly from: number;
  migrate(params: Readonly<Record<string, ParamValue>>): Record<string, ParamValue>;
}

interface BlockBase<P extends ParamSpecs, I extends InputPorts, O extends string> {
  readonly kind: string;
  readonly version: number;
  readonly category: Category;
  readonly params: P;
  readonly inputs: I;
  readonly outputs: readonly O[];
  readonly migrations: readonly BlockMigration[];
  readonly reference: PaperReference | null;
  readonly text: Readonly<Record<LanguageCode, BlockText<P>>>;
  /** The block is what some repairs put into a graph. */
  readonly mends?: readonly Mending[];
  /** What a data set decides of it. */
  readonly fits?: DataParams<P>;
  /** The line of parameters on the node, as the field writes it: `5² 192 · 1² 160 · 96`. */
  caption(p: ParamValues<P>): string;
}

export interface LeafBlock<P extends ParamSpecs, I extends InputPorts, O extends string> extends BlockBase<
  P,
  I,
  O
> {
  readonly type: 'leaf';
  /** Emits primitives. Shape, cost and receptive field follow from them. Signals problems through `fail`. */
  lower(b: IrBuilder, p: ParamValues<P>, x: PortValues<I, IrValue>): { readonly [K in O]: IrValue };
}

export interface CompositeBlock<
  P extends ParamSpecs,
  I extends InputPorts,
  O extends string,
> extends BlockBase<P, I, O> {
  readonly type: 'composite';
  /** Other blocks and nothing else, so that the opened and the closed form cannot differ. */
  expand(p: ParamValues<P>, x: PortValues<I, Shape>): Fragment;
}

/** A piece of graph made by a composite: blocks by local id, edges, and where its own ports lead. */
export interface Fragment {
  readonly nodes: readonly {
    readonly id: string;
    readonly kind: string;
    readonly params: Readonly<Record<string, ParamValue>>;
    readonly label?: string;
  }[];
  readonly edges: readonly {
    readonly from: readonly [string, string];
    readonly to: readonly [string, string];
  }[];
  /** Composite input port to the inner ports it feeds. A `many` port's k-th edge feeds the k-th entry. */
  readonly inputs: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly outputs: Readonly<Record<string, readonly [string, string]>>;
}

/** Any block, its parameter types forgotten: what the registry holds. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the registry is the one place where kinds meet
export type AnyBlock = LeafBlock<any, any, any> | CompositeBlock<any, any, any>;

/** Declares a leaf block, its types inferred. */
export function leaf<const P extends ParamSpecs, const I extends InputPorts, const O extends string>(
  block: Omit<LeafBlock<P, I, O>, 'type'>,
): LeafBlock<P, I, O> {
  return { ...block, type: 'leaf' };
}

/** Declares a composite block, its types inferred. */
export function composite<const P extends ParamSpecs, const I extends InputPorts, const O extends string>(
  block: Omit<CompositeBlock<P, I, O>, 'type'>,
): CompositeBlock<P, I, O> {
  return { ...block, type: 'composite' };
}
