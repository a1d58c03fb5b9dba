/** What a block of the quick search can be found by, in the language in use and in English. */
export interface Candidate {
  readonly kind: string;
  readonly names: readonly string[];
  /** Authors, title and year of its paper; empty without one. */
  readonly paper: string;
  /** Whether the block is what that paper is about, not a part that it uses. */
  readonly composite: boolean;
}

/** Full-width letters are what a Chinese keyboard gives; nobody can type `×`. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('×', 'x');
}

const BOUNDARY = /[\s\-_/()（）·]/;

/**
 * How well letters typed in haste mean a text: all of them must occur in order. A start counts most, then the start
 * of a word, then initials (`gap`), then letters that stand together; 0 for no.
 */
export function fuzzy(query: string, text: string): number {
  if (query === '') return 1;
  const at = text.indexOf(query);
  if (at === 0) return text.length === query.length ? 100 : 80;
  if (at > 0) return BOUNDARY.test(text[at - 1]!) ? 60 : 40;
  const initials = text
    .split(BOUNDARY)
    .map((word) => word.charAt(0))
    .join('');
  if (initials.startsWith(query)) return 50;
  let score = 0;
  let from = 0;
  for (const letter of query) {
    const found = text.indexOf(letter, from);
    if (found < 0) return 0;
    const starts = found === 0 || BOUNDARY.test(text[found - 1]!);
    score += starts ? 3 : found === from ? 2 : 0.5;
    from = found + 1;
  }
  // Letters scattered over a long text mean nothing.
  const worth = score / query.length;
  return worth < 1 ? 0 : worth * 10;
}

/** The candidates that a query means, best first; equal ones, and all for an empty query, keep their order. */
export function rank<C extends Candidate>(query: string, candidates: readonly C[]): readonly C[] {
  const wanted = plain(query).trim();
  if (wanted === '') return candidates;
  return candidates
    .map((candidate) => ({ candidate, score: scoreOf(wanted, candidate) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ candidate }) => candidate);
}

function scoreOf(wanted: string, { kind, names, paper, composite }: Candidate): number {
  const names_ = Math.max(...names.map((name) => fuzzy(wanted, plain(name))));
  // A paper is found by whole words: letters in order would find every title.
  const found = wanted.length > 1 && plain(paper).includes(wanted) ? (composite ? 25 : 20) : 0;
  return Math.max(names_, fuzzy(wanted, kind) * 0.9, found);
}
