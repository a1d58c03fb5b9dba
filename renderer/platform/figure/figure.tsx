import { createElement, memo, type ReactElement, type ReactNode } from 'react';
import styles from './figure.module.css';
import { parseSvg, type SvgElement } from './parse-svg';

/** `stroke-width` is `strokeWidth` to React. */
function property(name: string): string {
  return name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function draw(element: SvgElement | string, key: number): ReactElement | string {
  if (typeof element === 'string') return element;
  const properties = Object.entries(element.attributes).map(([name, value]) => [property(name), value]);
  return createElement(
    element.tag,
    { key, ...Object.fromEntries(properties) },
    ...element.children.map(draw),
  );
}

/**
 * A block's figure, in the colours and the font of the window.
 * @param label what it shows, for those who do not see it; null where words beside it say the same
 */
export const Figure = memo(function Figure({
  svg,
  label,
}: {
  readonly svg: string;
  readonly label: string | null;
}): ReactNode {
  const figure = parseSvg(svg);
  if (figure === null) return null;
  const described = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  const drawn = draw(figure, 0) as ReactElement<Record<string, unknown>>;
  return (
    <span className={styles.figure} {...described}>
      {drawn}
    </span>
  );
});
