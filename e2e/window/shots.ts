import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli';
import { openDisplay } from './display';
import { resize } from './launch';
import { visitScreens } from './screens';

/** `npm run shots [-- en|zh-TW|pseudo]…`: every screen, light and dark, large and small, into `.build/shots`. */
const FOLDER = join(ROOT, '.build', 'shots');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;
type Language = 'en' | 'zh-TW' | 'pseudo';

async function shoot(language: Language): Promise<void> {
  const inlay = await visitScreens({ language, size: SIZES[0] }, async ({ name }, { inlay, page }) => {
    for (const size of SIZES) {
      await resize(inlay.app, size);
      for (const theme of THEMES) {
        // The setting says to follow the system: the page is told another one.
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForTimeout(200);
        await page.screenshot({ path: join(FOLDER, `${name}-${language}-${theme}-${size.width}.png`) });
      }
    }
    await resize(inlay.app, SIZES[0]);
    process.stderr.write(`${language} ${name}\n`);
  });
  for (const error of inlay.errors) process.stderr.write(`the page said: ${error}\n`);
  await inlay.kill();
}

async function main(languages: readonly string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  const display = await openDisplay();
  process.env['DISPLAY'] = display.name;
  try {
    for (const language of languages) await shoot(language as Language);
  } finally {
    display.close();
  }
  process.stderr.write(`the pictures are in ${FOLDER}\n`);
}

const asked = process.argv.slice(2);
main(asked.length > 0 ? asked : ['en', 'zh-TW']).catch((error: unknown) => {
  process.stderr.write(`shots: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
