import path from 'node:path';
import type { Dataset } from '../engine/data/dataset';
import { listDatasets } from '../engine/data/list';
import { openDataset } from '../engine/data/open-dataset';
import { loadTensorFlow } from '../engine/load-tf';
import { threadVariables } from '../engine/runs/environment';
import type { RunRecord } from '../engine/runs/record';
import type { TfRuntime } from '../engine/tf-runtime';
import { orEnd } from './terminal';

/** Loads TensorFlow in this process; with a run's record, with the thread counts the run was made with. */
export function startEngine(record?: Pick<RunRecord, 'threads'>): TfRuntime {
  // The library reads these once, when it is loaded; what the user set by hand stands.
  if (record) {
    for (const [name, value] of Object.entries(threadVariables(record.threads))) process.env[name] ??= value;
  }
  return orEnd(loadTensorFlow());
}

/** What `--data` means: a known name, or a folder (its path made absolute, since a run remembers it). */
export function dataSource(nameOrFolder: string): string {
  const isName = listDatasets().some(({ name }) => name === nameOrFolder);
  return isName || !/[\\/.]/.test(nameOrFolder) ? nameOrFolder : path.resolve(nameOrFolder);
}

/** Opens `--data`. */
export async function openData(
  nameOrFolder: string,
  limit?: number,
): Promise<{ dataset: Dataset; source: string; limit: number | null }> {
  const source = dataSource(nameOrFolder);
  const dataset = orEnd(await openDataset(source, limit === undefined ? {} : { limit }));
  return { dataset, source, limit: limit ?? null };
}
