import { blockOf } from '../../shared/blocks/registry';
import type { History } from '../../shared/document/history';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { LANGUAGES } from '../../shared/language/languages';
import type { TemplateId } from '../../templates';
import { catalogue, papers, type TemplatePaper, type Texts } from '../../templates/catalogue';
import { summaries, type TemplateSummary } from '../../templates/summaries';
import type { Language } from '../platform/language';
import { pseudo } from '../platform/pseudo';
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

/** A template's network. The files come with the first that is asked for. */
export async function templateDocument(id: TemplateId): Promise<InlayDocument> {
  const { templates } = await import('../../templates');
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
  return read.value;
}

/** Opens a template as a new network in a tab of its own. */
export function openTemplate(id: TemplateId): void {
  void templateDocument(id).then((document) => addDocument(document));
}

/** Opens a network that was changed before anybody saw it: its steps can be undone. */
export function openChanged(history: History): string {
  return addDocument(history.document, { history });
}

/** Templates bring their own words, as blocks do. */
export function textIn(language: Language, texts: Texts): string {
  return language === 'pseudo' ? pseudo(texts.en) : texts[language];
}

/** A paper's title, or the heading of a group that is no single paper. */
export function paperHeading(language: Language, { title, heading }: TemplatePaper): string {
  return heading === undefined ? title : textIn(language, heading);
}

/** A paper with those of its templates that are listed. */
export interface TemplateGroup {
  readonly paper: TemplatePaper;
  readonly templates: readonly KnownTemplate[];
}

/** Templates under their papers; papers without any are left out. */
export function groupTemplates(templates: readonly KnownTemplate[]): readonly TemplateGroup[] {
  return papers
    .map((paper) => ({ paper, templates: templates.filter(({ id }) => catalogue[id].paper === paper.id) }))
    .filter((group) => group.templates.length > 0);
}

/** Templates with every word of a query somewhere in their name, line, paper or blocks; all for an empty one. */
export function findTemplates(query: string): readonly KnownTemplate[] {
  const words = query.toLowerCase().split(/\s+/);
  return knownTemplates.filter((template) => {
    const text = searchText(template);
    return words.every((word) => text.includes(word));
  });
}

const searchTexts = new Map<TemplateId, string>();

/** What a template is found by, in every language. */
function searchText({ id, name, kinds }: KnownTemplate): string {
  let text = searchTexts.get(id);
  if (text === undefined) {
    const { paper, line } = catalogue[id];
    const from = papers.find((one) => one.id === paper);
    const texts = [
      id,
      name,
      ...LANGUAGES.map((code) => line[code]),
      ...paperTexts(from),
      ...blockTexts(kinds),
    ];
    searchTexts.set(id, (text = texts.join('\n').toLowerCase()));
  }
  return text;
}

function paperTexts(paper: TemplatePaper | undefined): readonly string[] {
  if (paper === undefined) return [];
  const { short, title, authors, year, heading } = paper;
  const texts = [short, heading].flatMap((text) =>
    typeof text === 'object' ? LANGUAGES.map((code) => text[code]) : (text ?? []),
  );
  return [...texts, title, authors, String(year ?? '')];
}

function blockTexts(kinds: readonly string[]): readonly string[] {
  return kinds.flatMap((kind) => [
    kind,
    ...LANGUAGES.flatMap((code) => blockOf(kind)?.text[code].name ?? []),
  ]);
}
