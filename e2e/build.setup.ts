import { build } from '../scripts/build.mjs';

/** Bundles what the specs run, once, before all of them. */
export default async function setup(): Promise<void> {
  await build({ onlyIfStale: true, only: ['cli', 'worker', 'engine'] });
}
