import { describe, expect, it } from 'vitest';
import { problem } from '../problems/problem';
import { parseCommand, parseMessage, parseParentCommand } from './contract';
import type { ParityReport } from './parity-report';

const train = {
  type: 'train',
  run: 'r1',
  document: '{}',
  recipe: null,
  data: 'mnist',
  limit: null,
  directory: null,
  epochs: 1,
  steps: null,
  batch: null,
  seed: 0,
  checkpointEvery: null,
};

const run = { kind: 'run', directory: '/runs/a', which: 'last' };
const fresh = { kind: 'document', document: '{}', recipe: null, data: null };
const exportRun = { type: 'export', run: 'x', source: run, formats: ['keras', 'savedmodel'], out: '/out' };

const report: ParityReport = {
  format: 'keras',
  path: '/out/model.keras',
  checked: true,
  passed: false,
  maxAbsDifference: null,
  maxRelDifference: null,
  firstDivergingLayer: 'conv1',
  bound: 1e-4,
  verifiedWith: ['Keras 3.15.1'],
  examples: 32,
  inputs: 'data',
  weights: 'exported',
  layers: [{ layer: 'conv1', maxAbs: Infinity, relative: Infinity, finite: false }],
  problem: problem('parity/not-finite', { layer: 'conv1' }, { node: 'conv1' }),
};
const exported = { type: 'exported', run: 'x', reports: [report], problems: [], stopped: true };

describe('commands', () => {
  it.each([
    train,
    { type: 'resume', run: 'r1', directory: '/runs/a' },
    { type: 'pause', run: 'r1' },
    { type: 'continue', run: 'r1' },
    { type: 'stop', run: 'r1' },
    { type: 'evaluate', run: 'r1', directory: '/runs/a', data: null, which: 'best' },
    exportRun,
    { ...exportRun, source: fresh },
    { type: 'probe', run: 'p' },
    { type: 'datasets', run: 'd' },
    { type: 'describe-data', run: 'd', data: 'mnist' },
  ])('reads $type', (command) => {
    expect(parseCommand(command)).toEqual({ ok: true, value: command });
  });

  it.each([
    ['null', null],
    ['nothing', undefined],
    ['a text', 'train'],
    ['an array', [train]],
    ['no type', {}],
    ['an unknown type', { type: 'format-disk', run: 'r1' }],
    ['a missing run', { type: 'stop' }],
    ['an empty run', { type: 'stop', run: '' }],
    ['a key too many', { type: 'stop', run: 'r1', force: true }],
    ['half an epoch', { ...train, epochs: 0.5 }],
    ['no steps', { ...train, steps: 0 }],
    ['NaN', { ...train, batch: NaN }],
    ['a format that is none', { ...exportRun, formats: ['caffe'] }],
    ['a format twice', { ...exportRun, formats: ['keras', 'keras'] }],
    ['no format', { ...exportRun, formats: [] }],
    ['an export of nothing', { ...exportRun, source: { kind: 'nothing' } }],
    ['an export of a run and a document', { ...exportRun, source: { ...fresh, ...run } }],
    ['what only the parent may say', { type: 'stop-all' }],
    ['an unknown checkpoint', { type: 'evaluate', run: 'r', directory: 'd', data: null, which: 'first' }],
  ])('refuses %s', (_, message) => {
    const read = parseCommand(message);
    expect(read.ok ? null : read.problem.code).toBe('engine/bad-message');
  });

  it('are more for the parent', () => {
    expect(parseParentCommand({ type: 'stop-all' })).toEqual({ ok: true, value: { type: 'stop-all' } });
    expect(parseParentCommand(train)).toEqual({ ok: true, value: train });
    for (const message of [null, { type: 'stop-all', run: 'r1' }, { type: 'stop' }]) {
      expect(parseParentCommand(message)).toMatchObject({ problem: { code: 'engine/bad-message' } });
    }
  });
});

describe('messages', () => {
  it.each([
    { type: 'ready', protocol: 1, tensorflow: '2.21.0' },
    { type: 'events', run: 'r', events: [{ type: 'step', step: 1, loss: 2.3, accuracy: 0.1 }] },
    {
      type: 'events',
      run: 'r',
      events: [{ type: 'problem', problem: problem('run/diverged', { step: 3 }) }],
    },
    {
      type: 'events',
      run: 'r',
      events: [
        {
          type: 'kernels',
          document: 'd34d',
          nodes: [{ node: 'a/b', choice: 'split', candidates: [{ kernel: 'native', ms: null }] }],
        },
      ],
    },
    { type: 'ended', run: 'r', phase: 'stopped', directory: '/runs/a', problems: [] },
    { type: 'evaluated', run: 'r', loss: 1, accuracy: 0.5, images: 10, problems: [] },
    { type: 'refused', run: null, problem: problem('engine/unknown-run', { run: 'r' }) },
    { type: 'fault', run: 'r', message: 'oh' },
    { type: 'export-progress', run: 'x', format: 'keras', done: 0, total: 32 },
    exported,
    {
      type: 'probed',
      run: 'p',
      tensorflow: '2.21.0',
      device: { kind: 'gpu', name: null },
      threads: { intraOp: 2, interOp: 2 },
      problems: [],
    },
    {
      type: 'datasets',
      run: 'd',
      sets: [{ name: 'mnist', present: false, train: 1, test: 1, classes: 10, shape: [28, 28, 1] }],
    },
    {
      type: 'data-described',
      run: 'd',
      name: 'mnist',
      shape: [28, 28, 1],
      classes: ['0'],
      train: 1,
      test: 0,
      samples: [{ label: 0, pixels: 'AAAA' }],
      problems: [],
    },
    { type: 'active', runs: ['r'] },
  ])('reads $type', (message) => {
    expect(parseMessage(message)).toEqual({ ok: true, value: message });
  });

  it.each([
    ['null', null],
    ['another version', { type: 'ready', protocol: 2, tensorflow: '2.21.0' }],
    [
      'an event that is none',
      { type: 'events', run: 'r', events: [{ type: 'step', step: -1, loss: 0, accuracy: 0 }] },
    ],
    [
      'a kernel that is none',
      {
        type: 'events',
        run: 'r',
        events: [{ type: 'kernels', document: '', nodes: [{ node: 'a', choice: 'fast', candidates: [] }] }],
      },
    ],
    ['a report with half its figures', { ...exported, reports: [{ ...report, layers: undefined }] }],
    [
      'a difference that is no number',
      { ...exported, reports: [{ ...report, layers: [{ ...report.layers[0], relative: NaN }] }] },
    ],
    ['a problem that is none', { type: 'refused', run: null, problem: { code: 'x' } }],
  ])('refuses %s', (_, message) => {
    expect(parseMessage(message).ok).toBe(false);
  });
});
