import { cpus } from 'node:os';
import type { Page } from 'playwright-core';
import { allBlocks } from '../../shared/blocks/registry';
import { emptyDocument } from '../../shared/document/empty';
import { readDocument } from '../../shared/document/parse';
import { templates } from '../../templates';
import { papers } from '../../templates/catalogue';

/** What people, papers and data sets name: the same in every language. */
function names(): readonly string[] {
  const documents = Object.values(templates).flatMap((text) => {
    const read = readDocument(text);
    return read.ok ? [read.value] : [];
  });
  // The recipe that a new document brings.
  documents.push(emptyDocument(''));
  const named = [
    ...documents.flatMap(({ name, nodes, recipe }) => [
      name,
      ...nodes.map(({ label }) => label),
      ...Object.values(recipe.recipes).map(({ label }) => label),
    ]),
    ...allBlocks().flatMap(({ reference }) =>
      reference === null ? [] : [reference.authors, reference.title],
    ),
    ...papers.flatMap(({ title, authors }) => [title, authors]),
    ...['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
    ...cpus().map(({ model }) => model.split(/ \d| @/)[0]!.trim()),
    ...['TensorFlow for Python', 'TensorFlow', 'Keras', 'Inlay'],
  ];
  // Longer ones first: `NIN, CIFAR-10, no dropout` before `NIN, CIFAR-10`.
  return [...new Set(named)].filter(Boolean).sort((a, b) => b.length - a.length);
}

/** Units, files, folders and runs, as regular expressions. Paths first: the name of a run may be part of one. */
const FIGURES = [
  '\\d[\\d.,]* (MB|kB|GB|B)\\b',
  '/tmp/[\\w./-]+',
  '~?/[\\w./-]+',
  '[\\w-]+\\.inlay\\.json',
  '(\\d{8}-\\d{6}-)?nin-cifar-10(-[0-9a-f]{4})?',
  'broken',
];

/**
 * Words on the screen that come from no catalogue: in the pseudo-language those of the catalogues stand in brackets.
 * What people and papers name (documents, labels, authors, files, figures in code) is marked `translate="no"`, stands
 * in `code`, `pre`, `kbd`, or on a Learn page, which is a text of its own.
 */
export function foreignTexts(page: Page): Promise<string[]> {
  return page.evaluate(
    ([known, figures]) => {
      const allowed = '[translate="no"], code, pre, kbd, article, svg, script, style, textarea';
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = new Set<string>();
      const foreign = (text: string): boolean => {
        // Paths first: a name that is part of one must not break it up.
        const own = figures.reduce((left, figure) => left.replace(new RegExp(figure, 'g'), ' '), text);
        const rest = known
          .reduce((left, name) => left.split(name).join(' '), own)
          .replace(/\[[^[\]]*\]/g, ' ')
          .replace(/\[.*·\]/g, ' ');
        return /[A-Za-z\u4e00-\u9fff]{2,}/.test(rest);
      };
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const parent = node.parentElement;
        const text = node.nodeValue?.trim() ?? '';
        if (parent === null || text === '' || parent.closest(allowed) !== null) continue;
        if (!parent.checkVisibility()) continue;
        // A sentence may be split over several nodes of one element.
        const whole = parent.innerText.trim();
        if (foreign(text) && foreign(whole)) found.add(text);
      }
      for (const element of document.querySelectorAll(
        '[aria-label], [title], [placeholder], [aria-description]',
      )) {
        if (element.closest(allowed) !== null || !element.checkVisibility()) continue;
        for (const name of ['aria-label', 'title', 'placeholder', 'aria-description']) {
          const text = element.getAttribute(name);
          if (text !== null && foreign(text)) found.add(`${name}: ${text}`);
        }
      }
      return [...found];
    },
    [names(), FIGURES] as const,
  );
}

/** Texts that do not fit where they stand: cut off, and nowhere to be read whole. */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found = new Set<string>();
    const hasOwnText = (element: Element): boolean =>
      [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim() !== '',
      );
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!hasOwnText(element) || !element.checkVisibility() || element.closest('.visually-hidden') !== null)
        continue;
      const style = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0 || style.clipPath.startsWith('inset')) continue;
      const text = element.textContent.trim().slice(0, 80);
      const cut =
        style.overflowX !== 'visible' &&
        style.overflowX !== 'auto' &&
        style.overflowX !== 'scroll' &&
        element.scrollWidth > element.clientWidth + 1;
      // What is cut on purpose can be read whole in its title.
      if (cut && element.closest('[title]') === null) found.add(`cut: ${text}`);
      let around = element.parentElement;
      while (
        around !== null &&
        !/auto|scroll/.test(getComputedStyle(around).overflowX + getComputedStyle(around).overflowY)
      )
        around = around.parentElement;
      const outside = box.right > innerWidth + 1 || box.left < -1;
      if (outside && around === null && element.closest('.react-flow') === null)
        found.add(`outside: ${text}`);
    }
    return [...found];
  });
}
