import { copyFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { freshFolder, template } from '../cli';
import { Editor } from './editor';
import { chooseFiles, launchInlay, type Inlay } from './launch';

let open: Inlay[] = [];
afterEach(async () => {
  for (const inlay of open) await inlay.kill().catch(() => undefined);
  open = [];
});

async function start(
  ...options: Parameters<typeof launchInlay>
): Promise<Inlay & { readonly editor: Editor }> {
  const inlay = await launchInlay(...options);
  open.push(inlay);
  return { ...inlay, editor: new Editor(inlay.page) };
}

/** A copy of a template in a folder of its own. */
function copied(folder = freshFolder()): string {
  const file = join(folder, 'mine.inlay.json');
  copyFileSync(template('nin-mnist'), file);
  return file;
}

describe('a file is the person’s own', () => {
  it('is opened from the command line without being written, and saved byte for byte', async () => {
    const file = copied();
    const before = { bytes: readFileSync(file), modified: statSync(file).mtimeMs };
    const { editor } = await start({ files: [file] });
    await editor.settle();
    expect(await editor.tabs().first().textContent()).toContain('mine');
    expect(statSync(file).mtimeMs).toBe(before.modified);
    // An edit and its undoing leave the bytes as they were, also when they are saved.
    await editor.node('drop1').click({ position: { x: 24, y: 14 } });
    await editor.press('Delete');
    await expect.poll(() => editor.nodes.count()).toBe(9);
    await editor.press('Control+z');
    await expect.poll(() => editor.nodes.count()).toBe(10);
    await editor.press('Control+s');
    await editor.page.waitForTimeout(500);
    expect(readFileSync(file)).toEqual(before.bytes);
  });

  it('is not written by edits, but by saving, whole', async () => {
    const file = copied();
    const before = readFileSync(file, 'utf8');
    const { editor } = await start({ files: [file] });
    await editor.settle();
    await editor.node('drop1').click({ position: { x: 24, y: 14 } });
    await editor.press('Delete');
    // Healed: what stood before it is joined to what stood behind it.
    await expect.poll(() => editor.nodes.count()).toBe(9);
    await editor.page.waitForTimeout(1200);
    expect(readFileSync(file, 'utf8')).toBe(before);
    await editor.press('Control+s');
    await expect.poll(() => readFileSync(file, 'utf8')).not.toBe(before);
    const saved = JSON.parse(readFileSync(file, 'utf8')) as {
      nodes: { id: string }[];
      edges: { from: string[]; to: string[] }[];
    };
    expect(saved.nodes.map(({ id }) => id)).not.toContain('drop1');
    expect(saved.edges.map(({ from, to }) => `${from[0]!} ${to[0]!}`)).toContain('pool1 mlp2');
  });

  it('is noticed when another program writes it', async () => {
    const file = copied();
    const { editor } = await start({ files: [file] });
    await editor.settle();
    const other = readFileSync(file, 'utf8').replace('"NIN, MNIST"', '"written elsewhere"');
    writeFileSync(file, other);
    await editor.page.getByText('was changed on the disk', { exact: false }).waitFor();
    await editor.page.getByRole('button', { name: 'Reload', exact: true }).click();
    await expect
      .poll(() => editor.inspector.getByRole('textbox', { name: 'Name' }).inputValue())
      .toBe('written elsewhere');
    // Nor does saving write over what came meanwhile without asking.
    await editor.inspector.getByRole('textbox', { name: 'Name' }).fill('mine again');
    writeFileSync(file, other.replace('written elsewhere', 'and once more'));
    await editor.press('Control+s');
    const question = editor.page.getByRole('alertdialog').or(editor.page.getByRole('dialog'));
    await question.waitFor();
    expect(readFileSync(file, 'utf8')).toContain('and once more');
  });

  it('that is broken is told in words, and nothing is opened', async () => {
    const { app, editor } = await start();
    const file = join(freshFolder(), 'broken.inlay.json');
    writeFileSync(file, '{ "format": "inlay", "version": 1, "nodes": 7 }');
    await chooseFiles(app, { open: file });
    await editor.press('Control+o');
    const dialog = editor.page.getByRole('dialog');
    await dialog.waitFor();
    const text = (await dialog.textContent())!;
    expect(text).toContain('broken');
    expect(text).not.toMatch(/undefined|Error:|\bat .*:\d+:\d+/);
    expect(await editor.tabs().count()).toBe(0);
  });
});

describe('work is not lost', () => {
  it('comes back after kill -9, undo and all, and the file is as it was', async () => {
    const file = copied();
    const before = readFileSync(file);
    const first = await start({ files: [file] });
    await first.editor.settle();
    await first.editor.node('drop1').click({ position: { x: 24, y: 14 } });
    await first.editor.press('Delete');
    await expect.poll(() => first.editor.nodes.count()).toBe(9);
    // The journal follows within half a second.
    await first.page.waitForTimeout(1200);
    await first.kill();

    const { editor, errors } = await start({ folder: first.folder });
    const dialog = editor.page.getByRole('dialog');
    await dialog.getByText('mine', { exact: false }).first().waitFor();
    await dialog
      .getByRole('button', { name: /^Restore/ })
      .last()
      .click();
    await editor.settle();
    await expect.poll(() => editor.nodes.count()).toBe(9);
    await editor.press('Control+z');
    await expect.poll(() => editor.nodes.count()).toBe(10);
    expect(readFileSync(file)).toEqual(before);
    expect(errors).toEqual([]);
  });

  it('is asked about before a tab closes', async () => {
    const { app, editor } = await start();
    const file = join(freshFolder(), 'kept.inlay.json');
    await editor.openTemplate('NIN, MNIST');
    await editor.settle();
    await editor.node('drop1').click({ position: { x: 24, y: 14 } });
    await editor.press('Delete');
    await editor.press('Control+w');
    const question = editor.page.getByRole('alertdialog').or(editor.page.getByRole('dialog'));
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect(await editor.tabs().count()).toBe(1);
    await chooseFiles(app, { save: file });
    await editor.press('Control+w');
    await question.getByRole('button', { name: 'Save', exact: true }).click();
    await expect.poll(() => existsSync(file)).toBe(true);
    await expect.poll(() => editor.tabs().count()).toBe(0);
  });
});
