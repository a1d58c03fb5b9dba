import type { KeyboardEvent } from 'react';

/** Marks what the arrows go to. */
export const CARD = 'data-card';

function cardsIn(root: Element): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(`[${CARD}]`)];
}

/** The card a row above or below, the nearest to the column that one comes from. */
function nextRow(cards: readonly HTMLElement[], from: HTMLElement, down: boolean): HTMLElement | undefined {
  const at = from.getBoundingClientRect();
  const beyond = cards
    .map((card) => ({ card, box: card.getBoundingClientRect() }))
    .filter(({ box }) => (down ? box.top >= at.bottom : box.bottom <= at.top));
  const distance = (box: DOMRect): number =>
    Math.abs(box.top - at.top) * 10_000 + Math.abs(box.left - at.left);
  return beyond.sort((a, b) => distance(a.box) - distance(b.box))[0]?.card;
}

/** Walks the cards with the arrows; from the search field, Down goes to the first. */
export function walkCards(event: KeyboardEvent<HTMLElement>): void {
  const { target, key, currentTarget } = event;
  if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
  const cards = cardsIn(currentTarget);
  const at = cards.indexOf(target);
  if (at === -1 && !(key === 'ArrowDown' && target.matches('input'))) return;
  const next: Readonly<Record<string, () => HTMLElement | undefined>> = {
    ArrowRight: () => cards[at + 1],
    ArrowLeft: () => cards[at - 1],
    ArrowDown: () => (at === -1 ? cards[0] : nextRow(cards, target, true)),
    ArrowUp: () => nextRow(cards, target, false),
    Home: () => cards[0],
    End: () => cards[cards.length - 1],
  };
  const found = next[key]?.();
  if (found === undefined) return;
  event.preventDefault();
  found.focus();
}
