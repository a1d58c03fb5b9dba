import type { TfModel, TfRuntime } from '../tf-runtime';

/** Share of a call's expected time that its next one keeps at least: one fast call among slow ones is chance. */
const MEMORY = 0.9;

/**
 * TensorFlow that says before each native call how long that will keep the thread (milliseconds): what waits to be
 * sent can leave first. Training steps take about as long as those before; of everything else the worst is assumed,
 * since disk work often comes with it.
 */
export function announcedRuntime(
  runtime: TfRuntime,
  clock: () => number,
  before: (expectedMs: number) => void,
): TfRuntime {
  const opened = (open: () => TfModel): TfModel => {
    before(Infinity);
    return announcedModel(open(), clock, before);
  };
  return {
    version: runtime.version,
    device: runtime.device,
    load: (compiled) => opened(() => runtime.load(compiled)),
    loadFolder: (folder) => opened(() => runtime.loadFolder(folder)),
    tensorCount: () => runtime.tensorCount(),
  };
}

function announcedModel(model: TfModel, clock: () => number, before: (expectedMs: number) => void): TfModel {
  let expected: number | null = null;
  return {
    run: (signature, feeds, fetches) => {
      if (signature !== 'train') {
        before(Infinity);
        return model.run(signature, feeds, fetches);
      }
      before(expected ?? Infinity);
      const began = clock();
      const found = model.run(signature, feeds, fetches);
      expected = Math.max(clock() - began, MEMORY * (expected ?? 0));
      return found;
    },
    dispose: () => model.dispose(),
  };
}
