/** An element of a figure: nothing but drawing, its attributes checked. */
export interface SvgElement {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (SvgElement | string)[];
}

const TAGS = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
]);

/** Geometry and paint. No `style`, no `href`, no handler; the font is the window's. */
const ATTRIBUTES = new Set([
  'viewBox',
  'd',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'dx',
  'dy',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'width',
  'height',
  'points',
  'transform',
  'fill',
  'fill-opacity',
  'fill-rule',
  'opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'text-anchor',
  'font-size',
  'font-weight',
  'dominant-baseline',
]);

/** Numbers, names, colours and path letters; brackets only in transforms, so that nothing can name an address. */
const PLAIN = /^[\w\s.,#%+-]*$/;
const TRANSFORM = /^(?:\s*(?:translate|rotate|scale|skewX|skewY|matrix)\([\d\s.,eE+-]*\)\s*)*$/;

const TOKEN =
  /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/y;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decoded(text: string): string {
  return text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
}

interface Open {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (SvgElement | string)[];
}

/**
 * Reads a figure so that it can be drawn as elements of the page, in the theme's colours. Only drawing gets through:
 * any other element is left out with all that is in it, any other attribute by itself. Titles go too: their words are
 * in no catalogue.
 * @returns null for what is no well-formed SVG
 */
export function parseSvg(source: string): SvgElement | null {
  const stack: Open[] = [{ tag: '', attributes: {}, children: [] }];
  for (let at = 0; at < source.length;) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (found === null) return null;
    at = TOKEN.lastIndex;
    const [text, closing, tag, attributes = '', empty] = found;
    if (text.startsWith('<!--')) continue;
    if (tag === undefined) append(stack, decoded(text));
    else if (closing === '/') {
      if (stack.length < 2 || stack[stack.length - 1]!.tag !== tag) return null;
      close(stack);
    } else {
      stack.push({ tag, attributes: checked(attributes), children: [] });
      if (empty === '/') close(stack);
    }
  }
  const [root] = stack.length === 1 ? stack[0]!.children.filter((child) => typeof child !== 'string') : [];
  return root?.tag === 'svg' ? root : null;
}

/** White space between elements is nothing to draw. */
function append(stack: readonly Open[], text: string): void {
  if (text.trim() !== '') stack[stack.length - 1]!.children.push(text);
}

function close(stack: Open[]): void {
  const done = stack.pop()!;
  if (TAGS.has(done.tag)) stack[stack.length - 1]!.children.push(done);
}

function checked(text: string): Readonly<Record<string, string>> {
  const kept: Record<string, string> = {};
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const value = decoded(double ?? single ?? '');
    const allowed = name === 'transform' ? TRANSFORM : PLAIN;
    if (ATTRIBUTES.has(name) && allowed.test(value)) kept[name] = value;
  }
  return kept;
}
