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

/** Opens `--data`: a known name, or a folder (its path made absolute, since the run remembers it). */
export async function openData(
  nameOrFolder: string,
  limit?: number,
): Promise<{ dataset: Dataset; source: string; limit: number | null }> {
  const isName = listDatasets().some(({ name }) => name === nameOrFolder);
  const source = isName || !/[\\/.]/.test(nameOrFolder) ? nameOrFolder : path.resolve(nameOrFolder);
  const dataset = orEnd(await openDataset(source, limit === undefined ? {} : { limit }));
  return { dataset, source, limit: limit ?? null };
}
