/** See dist.mjs. */
import type { Log } from '../electron/provision/index.mjs';

export function makeDist(options: { log: Log; out?: string; endToEnd?: boolean }): Promise<string>;
