import type { RunProblems } from '../../problems/run';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const runTexts: Readonly<Record<keyof RunProblems, string>> = {
  'file/not-found': 'There is no file {{path}}. Check the path.',
  'file/not-readable':
    'The file {{path}} is there but cannot be read; the system says {{reason}}. Check its permissions and its disk.',
  'file/not-writable':
    '{{path}} cannot be written; the system says {{reason}}. What was there before is untouched. Check permissions, or write somewhere else.',
  'file/disk-full':
    'There is no room left to write {{path}}. What was there before is untouched. Free some space on this disk, or write to another one.',
  'run/not-a-run':
    '{{path}} is not a run directory: it should hold {{missing}}, which was not found. Give a folder that "train" has made.',
  'run/exists':
    '{{path}} already exists and is not an empty folder; a run starts in a folder of its own. Give another --out, or continue that run with "resume".',
  'run/damaged':
    'The file {{file}} is damaged and nothing else can stand in for it: {{detail}}. Restore it from a copy, or train again.',
  'run/busy':
    'The run {{path}} is being written by process {{pid}}. Stop that process first, or wait until it ends.',
  'run/graph-changed':
    'The network in this run is no longer the one that was trained: its hash should be {{expected}}, but is {{found}}. Undo the change to run.json, or train the changed network as a new run.',
  'run/no-checkpoint':
    'The run {{path}} has no checkpoint yet, so there are no weights to take from it. Continue it with "resume" first.',
  'run/diverged':
    'Training diverged at step {{step}}: the loss or a weight should be a finite number and is not. The checkpoint before it is kept. Lower the learning rate, add warm-up, or clip the gradient.',
  'run/several-inputs':
    'This network has several inputs ({{inputs}}), but a data set gives one image per example. Leave one input and feed the branches from it.',
  'run/lone-last-batch':
    '{{images}} training images in batches of {{batch}} leave a last batch of a single image. The batch norm here would then see one value, and its output would not depend on the image. Choose another batch size or another share for validation.',
  'run/out-of-memory':
    'The memory was not enough for this network and batch size: {{detail}}. Use a smaller batch, a smaller network or a smaller image.',
  'run/threads-differ':
    'This run was trained with {{expected}} threads, but now goes on with {{found}}. It continues correctly, though no longer bit for bit. To repeat it exactly, set TF_NUM_INTRAOP_THREADS and TF_NUM_INTEROP_THREADS to the first.',
  'run/library-differs':
    'This run was trained with {{expected}}, but now goes on with {{found}}. It continues correctly, though perhaps no longer bit for bit. To repeat it exactly, use the first.',
  'run/older-checkpoint':
    'The newest checkpoint is damaged ({{file}}: {{detail}}). An older whole one is used instead, from step {{step}}; the steps after it are trained again.',
  'engine/library':
    'The TensorFlow library cannot be loaded: {{detail}}. Run "npm run inlay -- doctor" to see what is missing, then "npm run setup".',
  'engine/bad-message':
    'The engine was sent a message it does not know: {{detail}}. It expected one of the commands of its protocol. The parts of the app do not fit together: restart it, and install it again if this stays.',
  'engine/unknown-run':
    'No run "{{run}}" is going on in the engine, so it cannot be paused, continued or stopped. Start or resume it first.',
  'engine/run-active':
    'The run "{{run}}" is already going on in the engine. Stop it before starting another under this name.',
  'cli/usage': 'The command line was not understood: {{detail}} See "inlay --help".',
};
