import { fork, type ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseMessage, type EngineMessage } from '../../shared/protocol/contract';
import { bundleScript } from './testing/bundle';

/** The engine in a process of its own, with the parent's port of a utility process over Node's own channel. */
const SCRIPT = `
  process.parentPort = {
    postMessage: (message) => process.send(message),
    on: (event, listener) => { if (event === 'message') process.on('message', (data) => listener({ data })); },
  };
  process.on('message', (message) => {
    if (message === 'stray') void Promise.reject(new Error('nobody heard this'));
  });
  require('../entry');
  process.send('up');
`;

let child: ChildProcess;
const messages: EngineMessage[] = [];

beforeAll(async () => {
  child = fork(await bundleScript('entry', SCRIPT), [], { stdio: 'ignore', serialization: 'advanced' });
  await new Promise((resolve) => child.once('message', resolve));
  child.on('message', (message) => {
    const parsed = parseMessage(message);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
    messages.push(parsed.value);
  });
});
afterAll(() => child.kill('SIGKILL'));

describe('the engine process', () => {
  it('tells of a rejection that nobody handled, and goes on', async () => {
    child.send('stray');
    const faults = () => messages.flatMap((message) => (message.type === 'fault' ? [message] : []));
    await expect.poll(faults, { timeout: 10_000 }).toHaveLength(1);
    expect(faults()[0]).toMatchObject({
      run: null,
      message: expect.stringContaining('nobody heard') as string,
    });
    child.send({ type: 'datasets', run: 'd' });
    await expect.poll(() => messages.some(({ type }) => type === 'datasets'), { timeout: 10_000 }).toBe(true);
    expect(child.exitCode).toBeNull();
  });
});
