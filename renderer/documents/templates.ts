import { readDocument } from '../../shared/document/parse';
import { templates, type TemplateId } from '../../templates';
import { catalogue } from '../../templates/catalogue';
import { summaries, type TemplateSummary } from '../../templates/summaries';
import { addDocument } from './store';

/** A template as the gallery shows it. */
export interface KnownTemplate extends TemplateSummary {
  readonly id: TemplateId;
}

/** All templates in the order of the catalogue. No file of theirs is read: the start page comes first. */
export const knownTemplates: readonly KnownTemplate[] = (Object.keys(catalogue) as TemplateId[]).map(
  (id) => ({
    id,
    ...summaries[id],
  }),
);

/** Opens a template as a new network in a tab of its own. */
export function openTemplate(id: TemplateId): void {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
  addDocument(read.value);
}
