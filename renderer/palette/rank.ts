/** What a block can be found by. */
export interface Findable {
  readonly kind: string;
  /** In the language in use. */
  readonly name: string;
  readonly english: string;
  /** Authors, title and year of its paper; empty without one. */
  readonly paper: string;
  readonly summary: string;
}

/** Full-width letters are what a Chinese keyboard gives; `×` is what nobody can type. */
function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('×', 'x').trim();
}

/** How well a word meets a text: 0 not at all. */
function meets(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return 0;
  if (text === word) return 4;
  if (at === 0) return 3;
  return /[\s(（-]/.test(text[at - 1]!) ? 2 : 1;
}

/** A name counts more than a kind, a kind more than a paper, and a summary least. */
const WEIGHTS = [60, 60, 40, 15, 5] as const;

function score(block: Findable, words: readonly string[]): number {
  const texts = [block.name, block.english, block.kind, block.paper, block.summary].map(plain);
  let sum = 0;
  for (const word of words) {
    const best = Math.max(...texts.map((text, index) => meets(text, word) * WEIGHTS[index]!));
    if (best === 0) return 0;
    sum += best;
  }
  return sum;
}

/**
 * The blocks that a query means, best first; every word of it must occur. All of them, in their own order, for an
 * empty query.
 */
export function rankBlocks<B extends Findable>(query: string, blocks: readonly B[]): readonly B[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return blocks;
  return blocks
    .map((block) => ({ block, score: score(block, words) }))
    .filter((found) => found.score > 0)
    .sort((a, b) => b.score - a.score)
    .map(({ block }) => block);
}
