import { performance } from 'node:perf_hooks';
import { readFileSync } from 'node:fs';
import { readDocument } from '../../../shared/document/parse';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import { openDataset } from '../data/open-dataset';
import { loadTf } from '../load-tf';
import { RunControl } from '../session/control';
import { resume, train } from '../session/run-session';

/** What a child process is told to do, as the one argument of its command line. */
export interface ChildJob {
  readonly directory: string;
  /** A new run; goes on with the one in the directory when absent. */
  readonly train?: {
    /** A document file. */
    readonly document: string;
    readonly data: string;
    readonly limit: number | null;
    readonly steps: number;
    readonly checkpointEvery: number;
  };
}

/**
 * Does a job in this process: exit code 0 when it ended well, 2 with its problem codes on stderr.
 * @public tests bundle a call of it
 */
export async function runChild({ directory, train: job }: ChildJob): Promise<number> {
  const world = {
    clock: () => performance.timeOrigin + performance.now(),
    sink: () => undefined,
    signal: new AbortController().signal,
    control: new RunControl(),
  };
  const outcome =
    job === undefined
      ? await resume({ ...world, runtime: loadTf(), directory })
      : await begin(job, (parts) => train({ ...world, ...parts, runtime: loadTf(), directory }));
  if (outcome.ok) return 0;
  process.stderr.write(`${outcome.problems.map(({ code }) => code).join('\n')}\n`);
  return 2;
}

type Job = NonNullable<ChildJob['train']>;
type Parts = Omit<
  Parameters<typeof train>[0],
  'runtime' | 'directory' | 'clock' | 'sink' | 'signal' | 'control'
>;

async function begin(job: Job, go: (parts: Parts) => ReturnType<typeof train>): ReturnType<typeof train> {
  const document = readDocument(readFileSync(job.document, 'utf8'));
  if (!document.ok) return document;
  const recipe = activeRecipe(document.value);
  if (!recipe.ok) return { ok: false, problems: [recipe.problem] };
  const dataset = await openDataset(job.data, { limit: job.limit ?? undefined });
  if (!dataset.ok) return { ok: false, problems: [dataset.problem] };
  const { steps, checkpointEvery, limit, data: source } = job;
  const data = { dataset: dataset.value, source, limit };
  return go({ document: document.value, recipe: recipe.value, data, steps, checkpointEvery });
}
