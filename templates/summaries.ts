import type { TemplateId } from './index';
import made from './summaries.generated.json';

/** Our side of a row of the parity card. */
export interface StageSummary {
  readonly shape: readonly number[] | null;
  readonly parameters: number;
}

/** What a gallery shows of a template without reading its file. */
export interface TemplateSummary {
  readonly name: string;
  /** Kinds of its blocks, each once, those inside its own definitions included. */
  readonly kinds: readonly string[];
  readonly parameters: number;
  readonly macs: number;
  /** Category and output shape of its nodes, as a thumbnail draws them. */
  readonly preview: readonly { readonly category: string; readonly shape: readonly number[] | null }[];
  /** As many as the catalogue's rows, in their order. */
  readonly stages: readonly StageSummary[];
}

/** By id; made of the templates when the window is built (`scripts/generate-summaries.mjs`). */
export const summaries: Readonly<Record<TemplateId, TemplateSummary>> = made;
