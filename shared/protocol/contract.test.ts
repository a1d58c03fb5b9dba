import { describe, expect, it } from 'vitest';
import { problem } from '../problems/problem';
import { parseCommand, parseMessage } from './contract';

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

describe('commands', () => {
  it.each([
    train,
    { type: 'resume', run: 'r1', directory: '/runs/a' },
    { type: 'pause', run: 'r1' },
    { type: 'continue', run: 'r1' },
    { type: 'stop', run: 'r1' },
    { type: 'evaluate', run: 'r1', directory: '/runs/a', data: null, which: 'best' },
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
    ['an unknown checkpoint', { type: 'evaluate', run: 'r', directory: 'd', data: null, which: 'first' }],
  ])('refuses %s', (_, message) => {
    const read = parseCommand(message);
    expect(read.ok ? null : read.problem.code).toBe('engine/bad-message');
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
    { type: 'ended', run: 'r', phase: 'stopped', directory: '/runs/a', problems: [] },
    { type: 'evaluated', run: 'r', loss: 1, accuracy: 0.5, images: 10, problems: [] },
    { type: 'refused', run: null, problem: problem('engine/unknown-run', { run: 'r' }) },
    { type: 'fault', run: 'r', message: 'oh' },
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
    ['a problem that is none', { type: 'refused', run: null, problem: { code: 'x' } }],
  ])('refuses %s', (_, message) => {
    expect(parseMessage(message).ok).toBe(false);
  });
});
