import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './editor';
import { enginePid, launchInlay, readLines, type Inlay } from './launch';

/** Resident memory of a process, in bytes. */
function memoryOf(pid: number): number {
  const line = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return Number(line![1]) * 1024;
}

describe('the engine is a process of its own', () => {
  let inlay: Inlay;
  let editor: Editor;

  beforeAll(async () => {
    inlay = await launchInlay({ env: { INLAY_ENGINE_IDLE_MS: '500' } });
    editor = new Editor(inlay.page);
    await editor.openTemplate('NIN, MNIST');
    await editor.settle();
  });
  afterAll(() => inlay.kill());

  const run = (): string => {
    const runs = join(inlay.folder, 'app', 'runs');
    return join(runs, readdirSync(runs)[0]!);
  };

  it('may be killed: the window says so, and nothing of the editor is lost', async () => {
    await editor.dragNode('out', { x: 44, y: 44 });
    await editor.train();
    await editor.waitForStep(6);
    process.kill((await enginePid(inlay))!, 'SIGKILL');
    await editor.bottom.getByText('The engine ended (SIGKILL)', { exact: false }).waitFor();
    await editor.status.getByText('engine crashed').waitFor();
    expect(await editor.nodes.count()).toBe(10);
    await editor.press('Control+z');
    await editor.press('Control+Shift+z');
    expect(inlay.errors).toEqual([]);
  });

  it('goes on with the run from its last checkpoint', async () => {
    const before = readLines(join(run(), 'metrics.jsonl')).length;
    await editor.bottom.getByRole('button', { name: 'Resume run' }).first().click();
    await editor.stopButton.waitFor({ timeout: 60_000 });
    await editor.waitForStep(before + 3);
    const steps = readLines(join(run(), 'metrics.jsonl')).map(({ step }) => step);
    expect(steps).toEqual(steps.map((_, index) => index + 1));
  });

  it('gives its memory back when a run is stopped', async () => {
    const training = await enginePid(inlay);
    expect(memoryOf(training!)).toBeGreaterThan(300e6);
    await editor.stop();
    await expect.poll(() => enginePid(inlay), { timeout: 20_000 }).not.toBe(training);
    await expect
      .poll(async () => memoryOf((await enginePid(inlay))!), { timeout: 20_000 })
      .toBeLessThan(150e6);
    await expect.poll(() => existsSync(`/proc/${training!}`), { timeout: 10_000 }).toBe(false);
    expect(await editor.trainButton.isVisible()).toBe(true);
  });
});
