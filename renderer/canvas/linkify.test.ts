import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

describe('linkify', () => {
  it('finds web addresses and leaves the sentence around them', () => {
    expect(linkify('See https://arxiv.org/abs/1312.4400, section 3.')).toEqual([
      { text: 'See ', url: null },
      { text: 'https://arxiv.org/abs/1312.4400', url: 'https://arxiv.org/abs/1312.4400' },
      { text: ', section 3.', url: null },
    ]);
    expect(linkify('（https://example.org/a）').map(({ url }) => url)).toEqual([
      null,
      'https://example.org/a',
      null,
    ]);
  });

  it.each([
    'javascript:alert(1)',
    'file:///etc/passwd',
    'data:text/html,<script>1</script>',
    '<a href="file:///etc/passwd">here</a>',
    'https://',
    'xhttp://example.org',
  ])('makes no link of %s', (text) => {
    expect(linkify(text).every(({ url }) => url === null)).toBe(true);
    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text);
  });
});
