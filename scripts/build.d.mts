/** See build.mjs. */
export function build(options?: {
  onlyIfStale?: boolean;
  only?: ('cli' | 'worker' | 'engine' | 'bench')[];
}): Promise<string[]>;
