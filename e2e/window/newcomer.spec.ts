import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from './editor';
import { launchInlay, type Inlay } from './launch';

/** Names of what every edge joins, as a screen reader has them. */
function edges({ page }: Inlay): Promise<readonly string[]> {
  return page
    .locator('.react-flow__edge')
    .evaluateAll((all) =>
      all.map((edge) => edge.getAttribute('aria-label')?.replaceAll(/, .*?(?= to |$)/g, '') ?? ''),
    );
}

describe('a first network', () => {
  let inlay: Inlay;
  let editor: Editor;

  beforeAll(async () => {
    inlay = await launchInlay();
    editor = new Editor(inlay.page);
  });
  afterAll(() => inlay.kill());

  const add = async (name: string, count: number): Promise<void> => {
    await editor.press('Tab');
    await inlay.page.getByRole('combobox', { name: 'Find a block to add' }).waitFor();
    await inlay.page.keyboard.type(name);
    await editor.press('Enter');
    await expect.poll(() => editor.nodes.count()).toBe(count);
  };

  it('is drawn from nothing by keys alone, and every new block is in view', async () => {
    await editor.press('Control+n');
    await editor.canvas.waitFor();
    await add('input', 1);
    await add('mlpconv', 2);
    await add('max pool', 3);
    await add('mlpconv', 4);
    expect(await edges(inlay)).toEqual([
      'From Input to mlpconv',
      'From mlpconv to Max pool',
      'From Max pool to mlpconv',
    ]);
    await editor.settle();
    const room = (await editor.canvas.boundingBox())!;
    await expect
      .poll(async () => {
        const box = (await editor.node('mlpconv2').boundingBox())!;
        return box.x >= room.x && box.x + box.width <= room.x + room.width;
      })
      .toBe(true);
  });

  it('has an edge taken by its end, from the port itself', async () => {
    const { page } = inlay;
    const port = async (node: string, side: 'source' | 'target') => {
      const box = (await page.locator(`.react-flow__handle.${side}[data-nodeid="${node}"]`).boundingBox())!;
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const drag = async (from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> => {
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x + 9, from.y + 9, { steps: 3 });
      await page.mouse.move(to.x, to.y, { steps: 10 });
      await page.mouse.up();
    };
    await editor.press('Control+9');
    await editor.settle();
    await editor.nodes.filter({ hasText: 'Max pool' }).click();
    await editor.press('Delete');
    await expect.poll(() => edges(inlay)).toEqual(['From Input to mlpconv', 'From mlpconv to mlpconv']);
    const at = await port('mlpconv2', 'target');
    // Let go over nothing, it stays; over another input, it moves.
    await drag(at, { x: at.x, y: at.y + 200 });
    expect(await edges(inlay)).toEqual(['From Input to mlpconv', 'From mlpconv to mlpconv']);
    await editor.press('Escape');
    await drag(await port('mlpconv1', 'target'), await port('mlpconv2', 'target'));
    await expect.poll(() => edges(inlay)).toEqual(['From Input to mlpconv']);
  });

  it('has its edges at its nodes, however far away they are drawn first', async () => {
    const zoom = editor.page.locator('[data-zoom="far"]');
    for (let times = 0; times < 10; times += 1) await editor.press('Control+-');
    await zoom.waitFor();
    await editor.press('Control+a');
    await editor.press('Control+d');
    await expect.poll(() => editor.nodes.count()).toBe(6);
    const astray = () =>
      inlay.page.evaluate(() => {
        const boxes = [...document.querySelectorAll('.react-flow__node')].map((node) =>
          node.getBoundingClientRect(),
        );
        return [...document.querySelectorAll<SVGPathElement>('.react-flow__edge-path')].filter((path) => {
          const { x, y } = path.getPointAtLength(0).matrixTransform(path.getScreenCTM()!);
          return !boxes.some(({ right, top, bottom }) => Math.abs(x - right) < 6 && y > top && y < bottom);
        }).length;
      });
    expect(await inlay.page.locator('.react-flow__edge-path').count()).toBe(2);
    await expect.poll(astray).toBe(0);
    expect(inlay.errors).toEqual([]);
  });
});

describe('a template for other data', () => {
  let inlay: Inlay;
  let editor: Editor;

  beforeAll(async () => {
    inlay = await launchInlay();
    editor = new Editor(inlay.page);
  });
  afterAll(() => inlay.kill());

  it('is found by its block, shows its counts beside the paper’s, and opens fitted', async () => {
    const { page } = inlay;
    await editor.press('/');
    await page.keyboard.type('lin mlpconv');
    await page
      .getByRole('button', { name: 'our count: NIN, CIFAR-10 beside its paper', exact: true })
      .click();
    const dialog = page.getByRole('dialog');
    const conv1 = dialog.getByRole('row', { name: /^conv1/ });
    expect(await conv1.getByRole('cell').allTextContents()).toEqual([
      '192×32²',
      '192×32²',
      '14,592',
      '14,592',
      'equal',
    ]);
    await dialog.getByRole('button', { name: 'Use with my data…' }).click();
    for (const [size, value] of Object.entries({ Height: 28, Width: 28, Channels: 1, Classes: 26 })) {
      await dialog.getByLabel(size).fill(String(value));
    }
    await dialog.getByText('192 · 192 · 10 → 192 · 192 · 26').waitFor();
    await dialog.getByRole('button', { name: 'Open the fitted network' }).click();
    await editor.settle();
    await expect.poll(() => editor.node('input').textContent()).toContain('1 × 28²');
    await editor.press('Control+z');
    await expect.poll(() => editor.node('input').textContent()).toContain('3 × 32²');
    expect(inlay.errors).toEqual([]);
  });
});

describe('a window that is loaded anew', () => {
  let inlay: Inlay;
  let editor: Editor;

  beforeAll(async () => {
    inlay = await launchInlay();
    editor = new Editor(inlay.page);
    await editor.openTemplate('NIN, MNIST');
    await editor.settle();
  });
  afterAll(() => inlay.kill());

  it('follows the run that goes on, and stops it', async () => {
    await editor.train();
    await editor.waitForStep(3);
    await inlay.page.reload();
    await editor.stopButton.waitFor({ timeout: 60_000 });
    const step = await editor.step();
    await editor.waitForStep(step + 3);
    await editor.stop();
    expect(inlay.errors).toEqual([]);
  });
});
