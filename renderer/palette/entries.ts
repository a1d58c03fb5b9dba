import type { AnyBlock, Category } from '../../shared/blocks/block';
import { allBlocks } from '../../shared/blocks/registry';
import { blockWords, type Language } from '../platform/language';
import type { Findable } from './rank';

/** A block as the palette lists it. */
export interface Entry extends Findable {
  readonly block: AnyBlock;
  readonly category: Category;
  /** `NIN 2013` is too much for a narrow panel: the year alone. Empty without a paper. */
  readonly year: string;
}

/** Every block in a language's words, under their headings. */
export function groupsIn(language: Language): readonly Group[] {
  return groupsOf(entriesIn(language));
}

function entriesIn(language: Language): readonly Entry[] {
  return allBlocks().map((block) => {
    const { name, summary } = blockWords(language, block.kind);
    const { reference } = block;
    return {
      block,
      kind: block.kind,
      category: block.category,
      name,
      english: blockWords('en', block.kind).name,
      summary,
      paper: reference === null ? '' : `${reference.authors} ${reference.title}`,
      year: reference === null ? '' : String(reference.year),
    };
  });
}

/** The papers' own blocks come first; the rest follows the way of an image through a network. */
const CATEGORIES: readonly Category[] = [
  'input',
  'conv',
  'mlpconv',
  'module',
  'se',
  'sk',
  'norm',
  'pool',
  'regularise',
  'merge',
  'head',
];

/** A heading's blocks: those from the papers, or of one category. */
export interface Group {
  readonly id: 'papers' | Category;
  readonly entries: readonly Entry[];
}

/** Empty headings are left out. Composites that a paper defines stand together, oldest first. */
function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const fromPaper = ({ block }: Entry): boolean => block.type === 'composite' && block.reference !== null;
  const place = ({ category }: Entry): number => CATEGORIES.indexOf(category);
  const papers = entries
    .filter(fromPaper)
    .sort((a, b) => Number(a.year) - Number(b.year) || place(a) - place(b));
  const rest = entries.filter((entry) => !fromPaper(entry));
  const groups: readonly Group[] = [
    { id: 'papers', entries: papers },
    ...CATEGORIES.map((id) => ({ id, entries: rest.filter(({ category }) => category === id) })),
  ];
  return groups.filter((group) => group.entries.length > 0);
}
