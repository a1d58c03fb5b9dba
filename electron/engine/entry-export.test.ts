import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printDocument } from '../../shared/document/print';
import type { EngineCommand, EngineMessage, ExportSource } from '../../shared/protocol/contract';
import { addWindow, connect, disconnectAll, trainTiny, type Client } from './testing/client';
import { tinyDocument, writeTinyData } from './testing/tiny';

let folder: string;
let data: string;

beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'inlay-engine-'));
  data = writeTinyData(path.join(folder, 'tiny'));
});
afterAll(() => {
  disconnectAll();
  fs.rmSync(folder, { recursive: true, force: true });
});

const fresh = (): ExportSource => {
  return { kind: 'document', document: printDocument(tinyDocument()), recipe: null, data: null };
};

type ExportCommand = Extract<EngineCommand, { type: 'export' }>;

const exportCommand = (run: string, changes: Partial<ExportCommand> = {}): ExportCommand => {
  return { type: 'export', run, source: fresh(), formats: ['savedmodel'], out: run, ...changes };
};

const at = (...names: string[]): string => path.join(folder, ...names);

/** Where among what was heard the first such message is. */
function place(client: Client, fits: (message: EngineMessage) => boolean): number {
  return client.messages.findIndex(fits);
}

const isExported = (run: string) => (message: EngineMessage) =>
  message.type === 'exported' && message.run === run;

describe('exports by the engine', () => {
  it('take a trained run away in every format, with progress and reports, to every window', async () => {
    const main = connect(folder);
    const window = addWindow(main);
    window.send({ ...trainTiny('r', data), epochs: 1 });
    const directory = (await main.until('ended')).directory!;
    const source: ExportSource = { kind: 'run', directory, which: 'best' };
    window.send(exportCommand('x', { source, formats: ['savedmodel', 'keras'], out: at('both') }));
    const exported = await main.until('exported');
    expect(exported).toMatchObject({ problems: [], stopped: false });
    expect(
      exported.reports.map(({ format, passed, inputs, weights, path: file }) => {
        return [format, passed, inputs, weights, file];
      }),
    ).toEqual([
      ['savedmodel', true, 'data', 'exported', at('both', 'savedmodel')],
      ['keras', true, 'data', 'exported', at('both', 'model.keras')],
    ]);
    const progress = main.messages.flatMap((message) =>
      message.type === 'export-progress' ? [`${message.format} ${message.done}/${message.total}`] : [],
    );
    expect(progress).toEqual([
      ...['savedmodel 0/0', 'savedmodel 0/69', 'savedmodel 23/69', 'savedmodel 46/69', 'savedmodel 69/69'],
      ...['keras 0/0', 'keras 0/23', 'keras 23/23'],
    ]);
    expect(await window.until('exported')).toEqual(exported);
    expect(fs.readdirSync(at('both')).sort()).toEqual(['export.json', 'model.keras', 'savedmodel']);
  });

  it('go on beside a training run, which goes on too', async () => {
    const main = connect(folder);
    main.send({ ...trainTiny('r', data), epochs: 100_000 });
    await main.until('events', ({ events }) => events.some(({ type }) => type === 'step'));
    main.send(exportCommand('x', { source: { ...fresh(), data } as ExportSource }));
    const { reports } = await main.until('exported');
    expect(reports).toMatchObject([{ passed: true, inputs: 'data', weights: 'randomised' }]);
    const first = place(main, ({ type }) => type === 'export-progress');
    const between = main.messages.slice(first, place(main, isExported('x')));
    const steps = between.filter((message) => message.type === 'events' && message.run === 'r');
    expect(steps.length).toBeGreaterThan(0);
    main.send({ type: 'stop', run: 'r' });
    expect(await main.until('ended')).toMatchObject({ phase: 'stopped', problems: [] });
  });

  it('are stopped in the middle; what is in its place stays, with its report', async () => {
    const main = connect(folder);
    main.send(exportCommand('x', { formats: ['savedmodel', 'keras'] }));
    // Python starts now, which takes seconds.
    await main.until('export-progress', ({ format }) => format === 'keras');
    main.send({ type: 'stop', run: 'x' });
    const exported = await main.until('exported');
    // It was not waited for.
    const compared = main.messages.filter(
      (message) => message.type === 'export-progress' && message.format === 'keras' && message.done > 0,
    );
    expect(compared).toEqual([]);
    expect(exported).toMatchObject({ stopped: true, problems: [], reports: [{ format: 'savedmodel' }] });
    expect(fs.readdirSync(at('x')).sort()).toEqual(['export.json', 'savedmodel']);
  });

  it('wait for one another, and one that waits can be stopped', async () => {
    const main = connect(folder);
    const out = at('one');
    main.send(exportCommand('a', { out }));
    main.send(exportCommand('b', { out }));
    main.send(exportCommand('c', { out }));
    main.send({ type: 'stop', run: 'b' });
    await main.until('exported', ({ run }) => run === 'c');
    const finals = main.messages.flatMap((message) =>
      message.type === 'exported' ? [[message.run, message.stopped, message.reports.length]] : [],
    );
    expect(finals).toEqual([
      ['b', true, 0],
      ['a', false, 1],
      ['c', false, 1],
    ]);
    const begun = place(main, (message) => message.type === 'export-progress' && message.run === 'c');
    expect(begun).toBeGreaterThan(place(main, isExported('a')));
  });

  it('tell what is wrong', async () => {
    const main = connect(folder);
    fs.mkdirSync(at('taken', 'savedmodel'), { recursive: true });
    const wrong: [Partial<ExportCommand>, string][] = [
      [{ source: { kind: 'run', directory: folder, which: 'last' } }, 'run/not-a-run'],
      [{ source: { ...fresh(), document: '{' } as ExportSource }, 'document/not-json'],
      [{ source: { ...fresh(), recipe: 'none' } as ExportSource }, 'document/unknown-recipe'],
      [{ source: { ...fresh(), data: at('nowhere') } as ExportSource }, 'data/not-found'],
      [{ out: at('taken') }, 'target/not-ours'],
    ];
    for (const [index, [changes, code]] of wrong.entries()) {
      const run = `w${index}`;
      main.send(exportCommand(run, changes));
      const exported = await main.until('exported', (message) => message.run === run);
      expect(exported).toMatchObject({ problems: [{ code }], reports: [], stopped: false });
    }
  });
});
