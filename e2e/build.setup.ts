import { build } from '../scripts/build.mjs';
import { openDisplay } from './window/display';

/** Bundles what the specs run, and opens the screen they share, once, before all of them. */
export default async function setup(): Promise<() => void> {
  await build({
    onlyIfStale: true,
    only: ['cli', 'worker', 'engine', 'main', 'preload', 'setup', 'renderer'],
  });
  const display = await openDisplay();
  // Workers are forked later, and take it over.
  process.env['DISPLAY'] = display.name;
  return () => display.close();
}
