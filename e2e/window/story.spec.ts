import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peerPython } from '../../electron/provision/index.mjs';
import { readDocument } from '../../shared/document/parse';
import { freshFolder } from '../cli';
import { Editor } from './editor';
import { chooseFiles, launchInlay, readLines, type Inlay } from './launch';

/**
 * The whole story, as a person who has never seen the app lives it: open NIN, lay an SE block into an edge, train on
 * real images, watch, pause, stop, take it away, and find it all again after a restart.
 */
describe('from the first start to a model in Python', () => {
  const folder = freshFolder();
  const file = join(folder, 'nin-with-se.inlay.json');
  let inlay: Inlay;
  let editor: Editor;
  let run = '';

  beforeAll(async () => {
    inlay = await launchInlay({ folder });
    editor = new Editor(inlay.page);
  });
  afterAll(() => inlay.kill());

  it('opens the template', async () => {
    await editor.openTemplate('NIN, MNIST');
    await editor.settle();
    expect(await editor.nodes.count()).toBe(10);
    expect(await editor.status.textContent()).toContain('349,674 parameters');
  });

  it('lays an SE block into an edge by dropping it there', async () => {
    await editor.dragBlock('SE', await editor.between('mlp1', 'pool1'));
    await editor.node('se1').waitFor();
    // 2 · 48 · 3 weights and 3 + 48 biases, by the paper's formula with r = 16.
    await expect
      .poll(() => editor.status.textContent())
      .toContain(`${349_674 + 2 * 48 * 3 + 3 + 48}`.replace(/(\d{3})$/, ',$1'));
    await editor.inspector.getByRole('heading', { name: 'SE', exact: true }).waitFor();
  });

  it('takes the step back and makes it again', async () => {
    await editor.press('Control+z');
    await expect.poll(() => editor.nodes.count()).toBe(10);
    await editor.press('Control+Shift+z');
    await expect.poll(() => editor.nodes.count()).toBe(11);
  });

  it('saves where the person says', async () => {
    await chooseFiles(inlay.app, { save: file });
    await editor.press('Control+s');
    await expect.poll(() => existsSync(file)).toBe(true);
    const read = readDocument(readFileSync(file, 'utf8'));
    expect(read.ok && read.value.nodes.map(({ kind }) => kind)).toContain('se');
    expect(
      read.ok && read.value.edges.filter(({ from, to }) => from[0] === 'se1' || to[0] === 'se1'),
    ).toMatchObject([
      { from: ['mlp1', 'out'], to: ['se1', 'in'] },
      { from: ['se1', 'out'], to: ['pool1', 'in'] },
    ]);
  });

  it('trains on real images while the curves follow', async () => {
    await editor.train();
    await editor.waitForStep(8);
    const runs = join(folder, 'runs');
    [run] = readdirSync(runs).map((name) => join(runs, name)) as [string];
    expect(JSON.parse(readFileSync(join(run, 'run.json'), 'utf8'))).toMatchObject({
      format: 'inlay-run',
      data: { name: 'mnist', train: 57_000, test: 10_000 },
    });
    expect(readLines(join(run, 'metrics.jsonl')).length).toBeGreaterThanOrEqual(8);
    await editor.figure('Images per second').waitFor();
  });

  it('pauses, and goes on', async () => {
    await editor.pauseButton.click();
    await editor.continueButton.waitFor();
    const lines = () => readLines(join(run, 'metrics.jsonl')).length;
    // What was under way when it was told ends first.
    await editor.page.waitForTimeout(1000);
    const paused = lines();
    await editor.page.waitForTimeout(1500);
    expect(lines()).toBe(paused);
    await editor.continueButton.click();
    await expect.poll(lines, { timeout: 30_000 }).toBeGreaterThan(paused);
  });

  it('stops with a checkpoint', async () => {
    await editor.stop();
    expect(readdirSync(join(run, 'checkpoint')).length).toBeGreaterThan(0);
  });

  it('exports the trained network, checked, and Python loads it', async () => {
    const out = join(folder, 'taken-away');
    await chooseFiles(inlay.app, { open: out });
    await editor.press('Control+e');
    const dialog = editor.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.getByText('Equal to the network').nth(1).waitFor({ timeout: 240_000 });
    const report = JSON.parse(readFileSync(join(out, 'export.json'), 'utf8')) as Record<string, unknown>;
    expect(JSON.stringify(report)).toContain('"passed":true');
    const python = spawnSync(
      peerPython('keras')!,
      [
        '-c',
        `import keras; m = keras.saving.load_model(${JSON.stringify(join(out, 'model.keras'))}); print(m.count_params())`,
      ],
      { encoding: 'utf8' },
    );
    expect(python.stdout.trim().split('\n').pop(), python.stderr).toBe(String(349_674 + 2 * 48 * 3 + 3 + 48));
    await dialog.getByRole('button', { name: 'Close' }).first().click();
  });

  it('finds all of it again after a restart', async () => {
    const before = readFileSync(file);
    await inlay.close();
    inlay = await launchInlay({ folder });
    editor = new Editor(inlay.page);
    await editor.settle();
    expect(await editor.tabs().count()).toBe(1);
    await editor.node('se1').waitFor();
    await editor.showBottom('Runs');
    await editor.bottom.getByRole('row').nth(1).waitFor();
    expect(await editor.bottom.getByRole('row').nth(1).textContent()).toContain('resumable');
    expect(readFileSync(file)).toEqual(before);
    expect(inlay.errors).toEqual([]);
  });
});
