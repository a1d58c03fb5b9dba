import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { analyse, type Totals } from '../../shared/ir/analyse';
import type { Preview } from '../../shared/protocol/window';
import { templates, type TemplateId } from '../../templates';
import { catalogue } from '../../templates/catalogue';
import { previewOf } from './preview';
import { addDocument } from './store';

/** A template, read and analysed. */
export interface KnownTemplate {
  readonly id: TemplateId;
  readonly document: InlayDocument;
  readonly totals: Totals;
  readonly preview: Preview;
}

let known: readonly KnownTemplate[] | undefined;

/** All templates in the order of the catalogue; read once, when first asked for. */
export function knownTemplates(): readonly KnownTemplate[] {
  known ??= (Object.keys(catalogue) as TemplateId[]).map((id) => {
    const read = readDocument(templates[id]);
    if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
    const analysis = analyse(read.value);
    return { id, document: read.value, totals: analysis.totals, preview: previewOf(analysis) };
  });
  return known;
}

/** Opens a template as a new network in a tab of its own. */
export function openTemplate(id: TemplateId): void {
  const template = knownTemplates().find((one) => one.id === id);
  if (template !== undefined) addDocument(template.document);
}
