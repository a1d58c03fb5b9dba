import type { PaperReference } from '../../shared/blocks/block';

/** Where a paper can be read: arXiv for its ids (`1312.4400`), its own address where it has one, else what the DOI leads to. */
export function paperAddress({ id }: Pick<PaperReference, 'id'>): string {
  if (id.startsWith('https://')) return id;
  return /^\d{4}\.\d{4,5}$/.test(id) ? `https://arxiv.org/abs/${id}` : `https://doi.org/${id}`;
}
