import { documentsByFolder } from './documents.generated';
import type { AnyBlock } from './block';

/** A block's Learn page in each language, in Markdown, and its figure, in SVG. */
export interface BlockDocuments {
  readonly en: string;
  readonly 'zh-TW': string;
  readonly figure: string;
}

/** A registered block's documents. They weigh more than the blocks: import this where pages are shown, not elsewhere. */
export function documentsOf(block: Pick<AnyBlock, 'kind' | 'category'>): BlockDocuments {
  const documents = documentsByFolder[`${block.category}/${block.kind}`];
  if (!documents) throw new Error(`no documents for ${block.kind}`);
  return documents;
}
