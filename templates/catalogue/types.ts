import type { Shape } from '../../shared/ir/shape';
import type { LanguageCode } from '../../shared/language/languages';

/** Templates bring their own words, as blocks do. */
export type Texts = Readonly<Record<LanguageCode, string>>;

/** A paper whose networks are templates. */
export interface TemplatePaper {
  readonly id: string;
  /** What its networks are called: `ResNet`. */
  readonly short: string | Texts;
  /** As printed, in every language; empty for a group that is no single paper. */
  readonly title: string;
  readonly authors: string;
  /** Null for a group that is no single paper. */
  readonly year: number | null;
  /** The heading of a group that is no single paper. */
  readonly heading?: Texts;
}

/** One stage of a network, as the paper's own table lists it. */
export interface ParityRow {
  /** As the paper's table names it: `conv2_x`. */
  readonly label: string;
  /** Path of our node; its output is the stage's. It may lie inside a composite: `mlp1/conv1`, `stage2/0`. */
  readonly node: string;
  /** The paper's output, `[height, width, channels]` or `[features]`; null where it gives none. */
  readonly output: Shape | null;
  /** Trainable values of this stage, stated or counted by a reference; null where there is no such figure. */
  readonly parameters: number | null;
  /** Nodes whose parameters add up to the stage's; `[node]` when absent. */
  readonly nodes?: readonly string[];
}

/**
 * Where our counts stand beside others'. `paper`: the paper or its authors state this very figure. `ours`: nobody
 * states it; we counted it, over layers that the source names.
 */
export interface Parity {
  readonly kind: 'paper' | 'ours';
  /** What is known, and from where; it names the exact count. */
  readonly fact: Texts;
  /** Where the rows come from: `Table 1 of the paper`. */
  readonly source: Texts;
  readonly rows: readonly ParityRow[];
  /** Trainable values in all, stated or counted by a reference; null where there is no such figure. */
  readonly parameters: number | null;
  /** Multiply-accumulates of convolutions and dense layers, as `parameters`. */
  readonly macs: number | null;
  /** What the paper prints, rounded as there: `25.6 M, 3.86 GFLOPs`. */
  readonly printed: string | null;
}

/** What the gallery says of a template beside what its file says itself. */
export interface TemplateEntry {
  readonly line: Texts;
  readonly parity: Parity;
}
