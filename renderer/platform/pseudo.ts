const STRANGE: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'í',
  n: 'ñ',
  o: 'ö',
  s: 'š',
  u: 'ü',
  y: 'ý',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  I: 'Î',
  N: 'Ñ',
  O: 'Ö',
  S: 'Š',
  U: 'Û',
  Y: 'Ý',
};

/** Length that other languages need beyond English. */
const LONGER = 0.3;

/**
 * A text as the pseudo-language has it: readable, with accents, between brackets and a third longer. What stands on
 * a screen without brackets is in no catalogue; a bracket that is cut off tells of clipped text.
 */
export function pseudo(text: string): string {
  if (text === '') return '';
  const strange = text
    .split(/(\{\{[^}]*\}\})/)
    .map((part) =>
      part.startsWith('{{') ? part : part.replace(/[a-z]/gi, (letter) => STRANGE[letter] ?? letter),
    )
    .join('');
  return `[${strange}${'·'.repeat(Math.ceil(text.length * LONGER))}]`;
}
