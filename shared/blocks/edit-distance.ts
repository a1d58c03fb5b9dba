/** Edits (insert, delete, replace, one each) that turn `a` into `b`: Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const line = [row];
    for (let column = 1; column <= b.length; column++) {
      const replace = above[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      line.push(Math.min(above[column]! + 1, line[column - 1]! + 1, replace));
    }
    above = line;
  }
  return above[b.length]!;
}

/** Longer words are surely no typing error of a name here, and would cost their length squared. */
const LONGEST = 64;

/** The names closest to a misspelt one, best first: those that share at least half of it. */
export function nearest(word: string, names: readonly string[], count: number): readonly string[] {
  if (word.length > LONGEST) return [];
  return names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase(), name) }))
    .filter(
      ({ name, distance }) => distance <= Math.max(2, Math.floor(Math.max(name.length, word.length) / 2)),
    )
    .sort((a, b) => a.distance - b.distance)
    .slice(0, count)
    .map(({ name }) => name);
}
