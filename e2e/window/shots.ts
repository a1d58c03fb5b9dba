import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../cli';
import { openDisplay } from './display';
import { resize, type Inlay } from './launch';
import { visitScreens } from './screens';

/**
 * `npm run shots [-- en|zh-TW|pseudo]…`: every screen, light and dark, large and small, into `.build/shots`. The
 * three pictures of the README are made anew with them, small.
 */
const FOLDER = join(ROOT, '.build', 'shots');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;
type Language = 'en' | 'zh-TW' | 'pseudo';

/** The README's pictures, by the shot each is made of. */
const README = {
  'start-zh-TW-light-1440': 'start',
  'training-en-light-1440': 'training',
  'opened-en-dark-1440': 'opened',
} as const;
const README_WIDTH = 800;

/** Shrinks a shot with Electron's own means. */
async function shrink({ app }: Inlay, shot: string, picture: string): Promise<void> {
  const small = await app.evaluate(
    ({ nativeImage }, [file, width]) =>
      nativeImage.createFromPath(file).resize({ width, quality: 'best' }).toPNG().toString('base64'),
    [join(FOLDER, `${shot}.png`), README_WIDTH] as const,
  );
  writeFileSync(join(ROOT, '.pictures', `${picture}.png`), Buffer.from(small, 'base64'));
}

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
  for (const [shot, picture] of Object.entries(README)) {
    if (shot.includes(`-${language}-`)) await shrink(inlay, shot, picture);
  }
  await inlay.kill();
}

async function main(languages: readonly string[]): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  mkdirSync(join(ROOT, '.pictures'), { recursive: true });
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
