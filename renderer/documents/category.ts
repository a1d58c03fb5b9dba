import type { Category } from '../../shared/blocks/block';
import { blockOf } from '../../shared/blocks/registry';
import type { InlayDocument } from '../../shared/document/types';
import { kindBehind } from '../../shared/ir/composite';

/** A kind's category; a person's own block is drawn as what makes its result, `own` while nothing does. */
export function categoryOf(kind: string, composites: InlayDocument['composites']): Category | 'own' {
  return blockOf(kindBehind(kind, composites) ?? '')?.category ?? 'own';
}
