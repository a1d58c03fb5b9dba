import type { Locator, Page } from 'playwright-core';

/** Words of the window that a person looks for, so that a spec can run in either language. */
interface Labels {
  readonly train: string;
  readonly pause: string;
  readonly continue: string;
  readonly stop: RegExp;
}

const ENGLISH: Labels = { train: 'Train', pause: 'Pause', continue: 'Continue', stop: /^Stop/ };

/** The window as a person uses it: what is on it, and what can be done. */
export class Editor {
  constructor(
    readonly page: Page,
    private readonly labels: Labels = ENGLISH,
  ) {}

  get topBar(): Locator {
    return this.page.getByRole('banner');
  }

  get canvas(): Locator {
    return this.page.locator('.react-flow');
  }

  get inspector(): Locator {
    return this.page.getByRole('region', { name: 'Inspector' });
  }

  get palette(): Locator {
    return this.page.getByRole('region', { name: 'Blocks' });
  }

  get bottom(): Locator {
    return this.page.getByRole('region', { name: 'Training and problems' });
  }

  get status(): Locator {
    return this.page.getByRole('contentinfo');
  }

  /** The body of a node; `mlp1/conv1` for one inside an opened block. */
  node(id: string): Locator {
    return this.page.getByTestId(`node-${id}`);
  }

  /** All nodes on the canvas. */
  get nodes(): Locator {
    return this.canvas.getByTestId(/^node-/);
  }

  /** Opens a template from the start page, by its name. */
  async openTemplate(name: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `Open ${name}:`, exact: false })
      .first()
      .click();
    await this.nodes.first().waitFor();
  }

  /** Waits until nothing moves any longer: the first fit of the view and its motion are over. */
  async settle(): Promise<void> {
    await this.nodes.first().waitFor();
    let last = '';
    for (let same = 0; same < 3;) {
      const box = JSON.stringify(await this.nodes.first().boundingBox());
      same = box === last ? same + 1 : 0;
      last = box;
      await this.page.waitForTimeout(80);
    }
  }

  /** A block's row in the palette, by its name. */
  block(name: string): Locator {
    return this.palette.getByRole('option', { name: new RegExp(`^${name}( \\d{4})?$`) });
  }

  /** Drags a block out of the palette to a point of the window, in steps as a hand does. */
  async dragBlock(name: string, to: { readonly x: number; readonly y: number }): Promise<void> {
    const from = (await this.block(name).boundingBox())!;
    await this.page.mouse.move(from.x + 30, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + 60, from.y + from.height / 2 + 10, { steps: 4 });
    await this.page.mouse.move(to.x, to.y, { steps: 12 });
    await this.page.mouse.move(to.x + 1, to.y, { steps: 2 });
    await this.page.mouse.up();
  }

  /** Halfway between two nodes that an edge joins in a row: a point on that edge. */
  async between(from: string, to: string): Promise<{ readonly x: number; readonly y: number }> {
    const [a, b] = [(await this.node(from).boundingBox())!, (await this.node(to).boundingBox())!];
    return { x: (a.x + a.width + b.x) / 2, y: (a.y + a.height / 2 + b.y + b.height / 2) / 2 };
  }

  /** Drags a node by its name line. */
  async dragNode(id: string, by: { readonly x: number; readonly y: number }): Promise<void> {
    const box = (await this.node(id).boundingBox())!;
    const [x, y] = [box.x + box.width * 0.3, box.y + box.height * 0.3];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x + by.x, y + by.y, { steps: 10 });
    await this.page.mouse.up();
  }

  /** A tab of the panel below the canvas. */
  async showBottom(name: 'Training' | 'Problems' | 'Runs' | 'Data'): Promise<void> {
    await this.bottom.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
  }

  get trainButton(): Locator {
    return this.topBar.getByRole('button', { name: this.labels.train, exact: true });
  }

  get stopButton(): Locator {
    return this.topBar.getByRole('button', { name: this.labels.stop });
  }

  get pauseButton(): Locator {
    return this.topBar.getByRole('button', { name: this.labels.pause, exact: true });
  }

  get continueButton(): Locator {
    return this.topBar.getByRole('button', { name: this.labels.continue, exact: true });
  }

  /** Presses Train, and waits until a run has begun. */
  async train(): Promise<void> {
    await this.trainButton.click();
    await this.stopButton.waitFor({ timeout: 120_000 });
  }

  async stop(): Promise<void> {
    await this.stopButton.click();
    await this.trainButton.waitFor({ timeout: 60_000 });
  }

  /** What stands under a label of the run's figures. */
  figure(label: string): Locator {
    return this.bottom.locator(`dt:text-is("${label}") + dd`);
  }

  /** The step that the window shows: `12 / 782`. */
  async step(): Promise<number> {
    const text = (await this.figure('Step').textContent()) ?? '';
    return Number(text.split('/')[0]!.replaceAll(',', '').trim());
  }

  /** Waits until the window shows a step at least as far. */
  async waitForStep(step: number, timeout = 180_000): Promise<void> {
    const until = Date.now() + timeout;
    await this.figure('Step').waitFor({ timeout });
    for (;;) {
      if ((await this.step()) >= step) return;
      if (Date.now() > until) throw new Error(`step ${step} was not reached; at ${await this.step()}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Names of the open tabs; the start page has none. */
  tabs(): Locator {
    return this.page.getByRole('navigation', { name: 'Open networks' }).getByRole('listitem');
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }
}
