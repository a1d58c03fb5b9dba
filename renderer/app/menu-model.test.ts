import { describe, expect, it } from 'vitest';
import { notices, calls } from '../../shared/protocol/window';
import type { CommandSpec } from '../platform/commands';
import { menuModel } from './menu-model';

const command = (id: string, rest: Partial<CommandSpec>): CommandSpec => ({
  id,
  title: () => id,
  menu: 'file',
  run: () => undefined,
  ...rest,
});

describe('the menu bar', () => {
  const model = menuModel(
    [
      command('file.close', { group: 2, keys: 'Mod+W', enabled: () => false }),
      command('file.new', { group: 1, keys: 'Mod+N' }),
      command('file.open', { group: 1 }),
      command('view.in', { menu: 'view', keys: 'Mod++', checked: () => true }),
      command('app.hidden', { menu: null }),
    ],
    (key) => key,
  );

  it('has the menus that have commands, by group, with lines between groups', () => {
    expect(model.map(({ label }) => label)).toEqual(['app.menu-file', 'app.menu-view']);
    expect(model[0]!.items.map((item) => ('command' in item ? item.command : '-'))).toEqual([
      'file.new',
      'file.open',
      '-',
      'file.close',
    ]);
  });

  it('tells what can be done, what is on, and the keys as Electron has them', () => {
    expect(model[0]!.items[3]).toMatchObject({
      enabled: false,
      checked: null,
      accelerator: 'CommandOrControl+W',
    });
    expect(model[1]!.items[0]).toMatchObject({
      enabled: true,
      checked: true,
      accelerator: 'CommandOrControl+Plus',
    });
  });

  it('is what the main process takes', () => {
    expect(calls['app/set-menu'].request.safeParse({ menus: model }).success).toBe(true);
    expect(notices['menu/command'].safeParse({ command: 'file.new' }).success).toBe(true);
  });
});
