/** See build.mjs. */
export type BundleName =
  'cli' | 'worker' | 'engine' | 'bench' | 'main' | 'preload' | 'setup' | 'renderer' | 'shots';

export function build(options?: { onlyIfStale?: boolean; only?: BundleName[] }): Promise<string[]>;
