import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Inlay } from './launch';
import { SCREENS, visitScreens } from './screens';
import { foreignTexts, clippedTexts } from './texts';

/**
 * Every screen, once, in the pseudo-language (English made strange and longer) in a small window: what axe finds in
 * either theme, which words come from no catalogue, and which text is cut off.
 */
interface Findings {
  readonly axe: readonly string[];
  readonly foreign: readonly string[];
  readonly clipped: readonly string[];
}

describe('every screen', () => {
  const found = new Map<string, Findings>();
  let inlay: Inlay | null = null;

  beforeAll(async () => {
    inlay = await visitScreens(
      { language: 'pseudo', size: { width: 1024, height: 700 } },
      async ({ name }, { page }) => {
        const axe = [...(await violations(page, 'light')), ...(await violations(page, 'dark'))];
        found.set(name, { axe, foreign: await foreignTexts(page), clipped: await clippedTexts(page) });
      },
    );
  }, 600_000);
  afterAll(() => inlay?.kill());

  it.each(SCREENS.map(({ name }) => name))('%s has nothing that axe finds', (name) => {
    expect(found.get(name)?.axe.join('\n')).toBe('');
  });

  it.each(SCREENS.map(({ name }) => name))('%s says nothing that is in no catalogue', (name) => {
    expect(found.get(name)?.foreign.join('\n')).toBe('');
  });

  it.each(SCREENS.map(({ name }) => name))('%s cuts no text off', (name) => {
    expect(found.get(name)?.clipped.join('\n')).toBe('');
  });
});

async function violations(page: Page, theme: 'light' | 'dark'): Promise<string[]> {
  await page.emulateMedia({ colorScheme: theme });
  await page.waitForTimeout(250);
  // Its ordinary mode opens a second page, which this app does not allow.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${theme} ${id}: ${target.join(' ')} (${failureSummary?.split('\n').slice(1, 2).join('').trim() ?? ''})`,
    ),
  );
}
