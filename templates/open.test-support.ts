import { readDocument } from '../shared/document/parse';
import type { InlayDocument } from '../shared/document/types';
import type { IrGraph } from '../shared/ir/ir';
import { toIr } from '../shared/ir/to-ir';
import { templates, type TemplateId } from './index';

/** A template's document, read as the app reads it. */
export function openedTemplate(id: TemplateId): InlayDocument {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}

/** A document in primitives, with plain loss heads. */
export function lowered(document: InlayDocument): IrGraph {
  const ir = toIr(document, { labelSmoothing: 0, classWeights: null });
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  return ir.value;
}
