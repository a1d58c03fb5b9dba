/** A letter after one of these begins a word. */
const BETWEEN = /[\s\-_/·,.:;()（）、，。]/;

/** How well a query fits a text: null when its letters are not in it in their order, else the higher the better. */
export function fit(query: string, text: string): number | null {
  const wanted = query.toLowerCase();
  const given = text.toLowerCase();
  if (wanted === '') return 0;
  const whole = given.indexOf(wanted);
  if (whole >= 0) {
    const start = whole === 0 ? 60 : startsWord(given, whole) ? 40 : 20;
    // The shorter the text, the more of it was meant.
    return 100 + start + (wanted.length / given.length) * 10;
  }
  return scattered(wanted, given);
}

function startsWord(text: string, at: number): boolean {
  return at === 0 || BETWEEN.test(text[at - 1]!);
}

/** Letters in order but apart, such as initials: letters that begin words or follow each other count for more. */
function scattered(wanted: string, given: string): number | null {
  let score = 0;
  let from = 0;
  let last = -2;
  for (const letter of wanted.replace(/\s+/g, '')) {
    const at = nextOf(letter, given, from);
    if (at < 0) return null;
    score += at === last + 1 ? 4 : startsWord(given, at) ? 6 : 0;
    last = at;
    from = at + 1;
  }
  // Letters strewn over a text by chance are no answer.
  return score >= wanted.length * 3 ? score : null;
}

/** The letter's next place: at the start of a word if there is one, unless it follows at once. */
function nextOf(letter: string, text: string, from: number): number {
  if (text[from] === letter) return from;
  for (let at = from; at < text.length; at++) if (text[at] === letter && startsWord(text, at)) return at;
  return text.indexOf(letter, from);
}

/** Something that can be found: by its label first, by its other words second. */
export interface Findable {
  readonly label: string;
  readonly words: readonly string[];
}

/** What its other words find stands behind what its label finds. */
const OTHER_WORDS = 0.6;

/** The items that fit, best first; of equal ones the order stays. Without a query all of them. */
export function ranked<T extends Findable>(query: string, items: readonly T[]): readonly T[] {
  const trimmed = query.trim();
  if (trimmed === '') return items;
  return items
    .flatMap((item) => {
      const others = item.words
        .flatMap((word) => fit(trimmed, word) ?? [])
        .map((score) => score * OTHER_WORDS);
      const best = Math.max(fit(trimmed, item.label) ?? -1, ...others);
      return best < 0 ? [] : [{ item, best }];
    })
    .sort((a, b) => b.best - a.best)
    .map(({ item }) => item);
}
