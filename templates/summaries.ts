import type { TemplateId } from './index';
import made from './summaries.generated.json';

/** What a gallery shows of a template without reading its file. */
export interface TemplateSummary {
  readonly name: string;
  /** Kinds of its blocks, each once. */
  readonly kinds: readonly string[];
  readonly parameters: number;
  readonly macs: number;
  /** Category and output shape of its nodes, as a thumbnail draws them. */
  readonly preview: readonly { readonly category: string; readonly shape: readonly number[] | null }[];
}

/** By id; made of the templates when the window is built (`scripts/generate-summaries.mjs`). */
export const summaries: Readonly<Record<TemplateId, TemplateSummary>> = made;
