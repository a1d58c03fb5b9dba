import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { Editor } from './editor';
import { chooseFiles, enginePid, launchInlay, type Inlay, type LaunchOptions } from './launch';

/** One screen: how a person gets to it from the one before, whatever the language. */
export interface Screen {
  readonly name: string;
  readonly show: (visit: Visit) => Promise<void>;
  readonly leave?: (visit: Visit) => Promise<void>;
  /** It is what comes after `kill -9` of the app. */
  readonly restart?: true;
}

export interface Visit {
  readonly inlay: Inlay;
  readonly page: Page;
  readonly editor: Editor;
}

/** The tabs of the window in the order of the page: left, below the canvas, right. */
const TABS = [
  'blocks',
  'templates',
  'outline',
  'training',
  'problems',
  'runs',
  'data',
  'block',
  'learn',
] as const;

async function showTab({ page }: Visit, name: (typeof TABS)[number]): Promise<void> {
  await page.getByRole('tab').nth(TABS.indexOf(name)).click();
}

async function escape({ page }: Visit): Promise<void> {
  await page.keyboard.press('Escape');
  await page.waitForTimeout(250);
}

async function clickNode({ editor }: Visit, id: string): Promise<void> {
  await editor.node(id).click({ position: { x: 24, y: 14 } });
}

async function clickPane({ editor, page }: Visit): Promise<void> {
  const box = (await page.locator('.react-flow__pane').boundingBox())!;
  await page.mouse.click(box.x + 6, box.y + box.height - 6);
  await editor.settle();
}

/** The card of the network that the other screens show. */
function card({ page }: Visit): Locator {
  const name = page.locator('strong', { hasText: /^NIN, CIFAR-10$/ });
  return page.getByRole('main').getByRole('listitem').filter({ has: name });
}

/** What a template's card shows in front of the gallery. */
const TEMPLATE: readonly Screen[] = [
  {
    name: 'template-parity',
    show: async (visit) => {
      await card(visit).getByRole('button').nth(1).click();
      await visit.page.getByRole('dialog').getByRole('table').first().waitFor();
    },
    leave: escape,
  },
  {
    name: 'with-my-data',
    show: async (visit) => {
      await card(visit).getByRole('button').last().click();
      const sizes = visit.page.getByRole('dialog').locator('input[inputmode="numeric"]');
      for (const [index, size] of [28, 28, 1, 26].entries()) await sizes.nth(index).fill(String(size));
      await visit.page.getByRole('dialog').getByRole('listitem').first().waitFor();
    },
    leave: escape,
  },
];

/** Menus and sheets in front of the window. */
const DIALOGS: readonly Screen[] = [
  {
    name: 'command-palette',
    show: async ({ page }) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').first().fill('se');
    },
    leave: escape,
  },
  { name: 'settings', show: ({ page }) => page.keyboard.press('Control+,'), leave: escape },
  { name: 'shortcuts', show: ({ page }) => page.keyboard.press('Control+/'), leave: escape },
  {
    name: 'menu',
    show: ({ page }) => page.getByRole('banner').getByRole('button').first().click(),
    leave: escape,
  },
  {
    name: 'context-menu',
    show: ({ editor }) => editor.node('mlp1').click({ button: 'right', position: { x: 24, y: 14 } }),
    leave: escape,
  },
  {
    name: 'quick-add',
    show: async (visit) => {
      await clickNode(visit, 'mlp1');
      await visit.page.keyboard.press('Tab');
    },
    leave: escape,
  },
  { name: 'export', show: ({ page }) => page.keyboard.press('Control+e'), leave: escape },
  {
    name: 'about',
    // As the system's menu says it.
    show: ({ inlay }) =>
      inlay.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.send('menu/command', { command: 'help.about' }),
      ),
    leave: escape,
  },
];

const EDITING: readonly Screen[] = [
  {
    name: 'network',
    show: async (visit) => {
      await card(visit).getByRole('button').first().click();
      await visit.editor.settle();
      await clickPane(visit);
    },
  },
  {
    name: 'block',
    show: (visit) => clickNode(visit, 'mlp1'),
  },
  {
    name: 'learn',
    show: (visit) => showTab(visit, 'learn'),
    leave: (visit) => showTab(visit, 'block'),
  },
  {
    name: 'opened',
    show: async (visit) => {
      await clickNode(visit, 'mlp2');
      await visit.page.keyboard.press('Enter');
      await visit.page.getByTestId('node-mlp2/conv1').waitFor();
      await visit.page.keyboard.press('Control+9');
      await visit.editor.settle();
    },
    leave: async (visit) => {
      await visit.editor.node('mlp2').getByRole('button').last().click();
      await visit.page.getByTestId('node-mlp2/conv1').waitFor({ state: 'detached' });
      await visit.page.keyboard.press('Control+9');
    },
  },
  { name: 'templates', show: (visit) => showTab(visit, 'templates') },
  { name: 'outline', show: (visit) => showTab(visit, 'outline'), leave: (visit) => showTab(visit, 'blocks') },
  {
    name: 'problems',
    show: async (visit) => {
      await showTab(visit, 'problems');
      await visit.page.keyboard.press('Control+9');
      await visit.editor.settle();
      await clickNode(visit, 'mlp3');
      await visit.page.keyboard.press('Delete');
      await visit.editor.node('mlp3').waitFor({ state: 'detached' });
    },
    leave: async (visit) => {
      await visit.page.keyboard.press('Control+z');
      await visit.editor.node('mlp3').waitFor();
    },
  },
  { name: 'data', show: (visit) => showTab(visit, 'data'), leave: (visit) => showTab(visit, 'training') },
  {
    name: 'recipe',
    show: ({ page }) => page.locator('button:has(.lucide-pencil)').click(),
    leave: escape,
  },
];

const TRAINING: readonly Screen[] = [
  {
    name: 'training',
    show: async ({ page }) => {
      await page.keyboard.press('Control+Enter');
      await page.getByRole('banner').locator('.lucide-square').waitFor({ timeout: 120_000 });
      // Long enough for curves.
      await page.waitForTimeout(9000);
    },
  },
  {
    name: 'paused',
    show: async ({ page }) => {
      await page.keyboard.press('Control+Shift+Enter');
      await page.waitForTimeout(1200);
    },
    leave: async ({ page }) => {
      await page.keyboard.press('Control+.');
      await page
        .getByRole('banner')
        .locator('.lucide-square')
        .waitFor({ state: 'detached', timeout: 60_000 });
    },
  },
  { name: 'runs', show: (visit) => showTab(visit, 'runs') },
  {
    name: 'parity',
    show: async ({ inlay, page }) => {
      await chooseFiles(inlay.app, { open: join(inlay.folder, 'taken-away') });
      await page.keyboard.press('Control+e');
      await page.getByRole('dialog').getByRole('button').last().click();
      await page
        .getByRole('dialog')
        .getByRole('table')
        .first()
        .or(page.getByRole('dialog').locator('details').first())
        .waitFor({ timeout: 240_000 });
    },
    leave: escape,
  },
  {
    name: 'crashed',
    show: async ({ inlay, page }) => {
      await page.keyboard.press('Control+Enter');
      const stop = page.getByRole('banner').locator('.lucide-square');
      await stop.waitFor({ timeout: 120_000 });
      await page.waitForTimeout(2500);
      process.kill((await enginePid(inlay))!, 'SIGKILL');
      await stop.waitFor({ state: 'detached' });
    },
  },
];

const FILES: readonly Screen[] = [
  {
    name: 'disk',
    show: async ({ inlay, page }) => {
      const file = join(inlay.folder, 'nin-cifar-10.inlay.json');
      await chooseFiles(inlay.app, { save: file });
      await page.keyboard.press('Control+s');
      const bar = page.locator('[role="status"]:has(.lucide-triangle-alert)');
      // Another program writes it.
      while (!existsSync(file)) await page.waitForTimeout(50);
      writeFileSync(file, `${readFileSync(file, 'utf8')} `);
      await bar.waitFor();
    },
    leave: ({ page }) => page.locator('[role="status"]:has(.lucide-triangle-alert) button').last().click(),
  },
  {
    name: 'unsaved',
    show: async ({ page }) => {
      await page.keyboard.press('Control+d');
      await page.keyboard.press('Control+w');
    },
    leave: escape,
  },
  {
    name: 'bad-file',
    show: async ({ inlay, page }) => {
      const file = join(inlay.folder, 'broken.inlay.json');
      if (!existsSync(file)) writeFileSync(file, '{ "format": "inlay", "version": 1, "nodes": 7 }');
      await chooseFiles(inlay.app, { open: file });
      await page.keyboard.press('Control+o');
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).first().waitFor();
    },
    leave: escape,
  },
  {
    name: 'empty',
    show: ({ page }) => page.keyboard.press('Control+n'),
  },
  {
    name: 'recovery',
    restart: true,
    show: ({ page }) => page.getByRole('dialog').waitFor(),
  },
];

/** Every screen of the window, in an order in which one leads to the next. */
export const SCREENS: readonly Screen[] = [
  { name: 'start', show: () => Promise.resolve() },
  ...TEMPLATE,
  ...EDITING,
  ...DIALOGS,
  ...TRAINING,
  ...FILES,
];

/** Until what moves has come to rest, and what is fetched has come. */
const REST_MS = 450;

async function begin(options: LaunchOptions): Promise<Visit> {
  const inlay = await launchInlay(options);
  return { inlay, page: inlay.page, editor: new Editor(inlay.page) };
}

/** Goes through every screen, looking at each. */
export async function visitScreens(
  options: LaunchOptions,
  look: (screen: Screen, visit: Visit) => Promise<void>,
): Promise<Inlay> {
  let visit = await begin(options);
  for (const screen of SCREENS) {
    if (screen.restart === true) {
      // The journal follows within half a second.
      await visit.page.waitForTimeout(1200);
      await visit.inlay.kill();
      visit = await begin({ ...options, folder: visit.inlay.folder });
    }
    await screen.show(visit);
    await visit.page.waitForTimeout(REST_MS);
    await look(screen, visit);
    await screen.leave?.(visit);
  }
  return visit.inlay;
}
