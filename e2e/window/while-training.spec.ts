import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './editor';
import { launchInlay, readLines, type Inlay } from './launch';

describe('the editor while a network trains', () => {
  let inlay: Inlay;
  let editor: Editor;
  let metrics = '';

  beforeAll(async () => {
    inlay = await launchInlay();
    editor = new Editor(inlay.page);
    await editor.openTemplate('NIN, CIFAR-10');
    await editor.settle();
    await editor.train();
    await editor.waitForStep(2);
    const runs = join(inlay.folder, 'app', 'runs');
    metrics = join(runs, readdirSync(runs)[0]!, 'metrics.jsonl');
  });
  afterAll(() => inlay.kill());

  const steps = (): number => readLines(metrics).length;

  it('lets nodes be dragged, each drag one step of undo', async () => {
    const before = (await editor.node('pool2').boundingBox())!;
    const from = steps();
    for (let drag = 0; drag < 6; drag++) {
      await editor.dragNode('pool2', drag % 2 === 0 ? { x: 90, y: 60 } : { x: -60, y: -40 });
    }
    const after = (await editor.node('pool2').boundingBox())!;
    expect(Math.hypot(after.x - before.x, after.y - before.y)).toBeGreaterThan(30);
    for (let drag = 0; drag < 6; drag++) await editor.press('Control+z');
    await expect.poll(async () => (await editor.node('pool2').boundingBox())!).toEqual(before);
    await expect.poll(steps, { timeout: 60_000 }).toBeGreaterThan(from);
  });

  it('takes what is typed in the inspector, and shows at once what follows from it', async () => {
    const from = steps();
    await editor.node('mlp3').click({ position: { x: 24, y: 14 } });
    const width = editor.inspector.getByRole('spinbutton', { name: 'Widths, number 1' });
    await width.fill('64');
    // 3·3·192·64 + 64, then 64·192 + 192, then 192·10 + 10.
    await expect.poll(() => editor.inspector.textContent()).toContain('125,066');
    // The network in the editor is another one now; the run goes on with the one it began with.
    expect(await editor.stopButton.isVisible()).toBe(true);
    await width.fill('0');
    expect(await editor.inspector.getByRole('alert').textContent()).toContain('1 to');
    await width.press('Escape');
    await expect.poll(steps, { timeout: 60_000 }).toBeGreaterThan(from);
  });

  it('stops within a batch', async () => {
    const before = steps();
    await editor.stop();
    expect(steps() - before).toBeLessThanOrEqual(2);
    expect(inlay.errors).toEqual([]);
  });
});
