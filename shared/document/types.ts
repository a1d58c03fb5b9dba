import type { Initializer } from '../ir/primitive';
import type { RecipeBook } from '../recipe/types';

/** A parameter expression over a composite's exposed parameters and the repeat index (`repeat`, from 0). */
export interface Expression {
  readonly expr: string;
}

/** How often a node stands in a row: 1 to 1000, or what gives that. */
export type Repeat = number | Expression;

export type ParamValue = number | string | boolean | readonly number[] | Expression;

/** How a node's weights start and move. Multipliers multiply those of the recipe. */
export interface TrainSettings {
  /** Null: the recipe's. */
  readonly init: Initializer | null;
  readonly lrMult: number;
  readonly decayMult: number;
  readonly frozen: boolean;
}

export interface DocNode {
  readonly id: string;
  /** A registered block's kind, or `composite:<definition id>`. */
  readonly kind: string;
  readonly kindVersion: number;
  /** All of the block's parameters; none is implied. */
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly label: string;
  /**
   * The node stands this many times in a row. Inside a composite it may be an expression over the exposed parameters;
   * `repeat`, the index of a copy, is not known yet where copies are counted.
   */
  readonly repeat: Repeat;
  readonly train: TrainSettings & {
    /** Settings of single parts, by path inside the node (`conv3`) or weight (`conv3/bias`); the longest match wins. */
    readonly parts: Readonly<Record<string, TrainSettings>>;
  };
}

/** `[node id, port name]`. */
export type PortRef = readonly [string, string];

export interface DocEdge {
  readonly id: string;
  readonly from: PortRef;
  readonly to: PortRef;
}

export interface DocOutput {
  readonly node: string;
  readonly role: 'class' | 'auxiliary';
  readonly loss: 'cross-entropy';
  readonly weight: number;
}

export interface Note {
  readonly id: string;
  readonly text: string;
  readonly at: readonly [number, number];
  readonly size: readonly [number, number];
  /** `comment`: text on the canvas. `frame`: a coloured frame around the nodes inside it. */
  readonly kind: 'comment' | 'frame';
  readonly colour: string;
}

export type Layout = Readonly<Record<string, readonly [number, number]>>;

/** Nodes and edges: a document's graph, or a composite's inside. Edge order is port order for variadic ports. */
export interface GraphPart {
  readonly nodes: readonly DocNode[];
  readonly edges: readonly DocEdge[];
}

export interface CompositeParam {
  readonly name: string;
  readonly label: string;
  readonly type: 'int' | 'number' | 'boolean' | 'string';
  readonly default: number | boolean | string;
}

/** A user's own block, embedded in the document that uses it. */
export interface CompositeDefinition extends GraphPart {
  readonly id: string;
  readonly name: string;
  /** Logical hash of this definition, layout left out; two definitions of one hash are one block. */
  readonly hash: string;
  readonly params: readonly CompositeParam[];
  readonly inputs: readonly { readonly port: string; readonly to: readonly PortRef[] }[];
  readonly outputs: readonly { readonly port: string; readonly from: PortRef }[];
  readonly layout: Layout;
}

/** Version 1 of the file format, as in memory. Immutable: commands make a new one that shares what did not change. */
export interface InlayDocument extends GraphPart {
  readonly format: 'inlay';
  readonly version: 1;
  readonly name: string;
  readonly outputs: readonly DocOutput[];
  readonly composites: Readonly<Record<string, CompositeDefinition>>;
  readonly recipe: RecipeBook;
  readonly notes: readonly Note[];
  readonly layout: Layout;
}

export const DOCUMENT_VERSION = 1;
