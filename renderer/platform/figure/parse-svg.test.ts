import { describe, expect, it } from 'vitest';
import { documentsOf } from '../../../shared/blocks/documents';
import { allBlocks } from '../../../shared/blocks/registry';
import { parseSvg, type SvgElement } from './parse-svg';

function tags(element: SvgElement): readonly string[] {
  return [
    element.tag,
    ...element.children.flatMap((child) => (typeof child === 'string' ? [] : tags(child))),
  ];
}

describe('figures', () => {
  it.each(allBlocks().map((block) => [block.kind, block] as const))('draws the figure of %s', (_, block) => {
    const { figure } = documentsOf(block);
    const parsed = parseSvg(figure);
    expect(parsed?.attributes['viewBox']).toMatch(/^0 0 \d+ \d+$/);
    // Nothing but the title is lost.
    const drawn = figure.match(/<(?!\/|!|title)[a-z]+/g) ?? [];
    expect(tags(parsed!)).toHaveLength(drawn.length);
  });

  it('leaves out whatever is not drawing, with all that is in it', () => {
    const parsed = parseSvg(
      `<svg viewBox="0 0 1 1" onload="x()"><script>alert(1)</script><foreignObject><path d="M0 0"/></foreignObject>
       <!-- <path d="M9 9"/> --><image href="https://a.example/b.png"/><g style="fill:red"><path d="M1 1" onclick='x()'/></g></svg>`,
    );
    expect(parsed).toEqual({
      tag: 'svg',
      attributes: { viewBox: '0 0 1 1' },
      children: [
        { tag: 'g', attributes: {}, children: [{ tag: 'path', attributes: { d: 'M1 1' }, children: [] }] },
      ],
    });
  });

  it('leaves out values that could name an address', () => {
    const parsed = parseSvg(
      `<svg fill="url(https://a.example/x)" stroke="url&#40;x)" transform="rotate(3) url(x)"><g transform="translate(1, -2.5) scale(2)"/></svg>`,
    );
    expect(parsed?.attributes).toEqual({});
    expect((parsed?.children[0] as SvgElement).attributes).toEqual({
      transform: 'translate(1, -2.5) scale(2)',
    });
  });

  it('keeps text as text', () => {
    const parsed = parseSvg('<svg><text x="1">a &lt;b&gt; k²</text></svg>');
    expect((parsed?.children[0] as SvgElement).children).toEqual(['a <b> k²']);
  });

  it.each([
    '',
    'words',
    '<svg>',
    '<svg></g></svg>',
    '<g></g>',
    '<svg a=1></svg>',
    '<!DOCTYPE x><svg/>',
    '</svg>',
  ])('refuses %j', (source) => {
    expect(parseSvg(source)).toBeNull();
  });
});
