import { describe, expect, it } from 'vitest';
import { commit, newHistory } from '../document/history';
import { analyse } from '../ir/analyse';
import { withParams } from '../ir/test-support';
import {
  applyRepair,
  arrangeNodes,
  moveNodes,
  rename,
  setFrozen,
  setName,
  setNotes,
  setParam,
  setRecipe,
  setRepeat,
} from './change';
import { after, edited, got, template } from './edit.test-support';

const nin = template('nin-cifar10');
const start = newHistory(nin);
const node = (document: typeof nin, id: string) => document.nodes.find((each) => each.id === id)!;

describe('changes', () => {
  it('set what they say', () => {
    expect(
      node(
        edited(nin, (h) => setParam(h, 'head', 'projection', true)),
        'head',
      ).params['projection'],
    ).toBe(true);
    expect(
      node(
        edited(nin, (h) => rename(h, 'mlp1', 'first')),
        'mlp1',
      ).label,
    ).toBe('first');
    expect(
      node(
        edited(nin, (h) => setRepeat(h, 'mlp2', 3)),
        'mlp2',
      ).repeat,
    ).toBe(3);
    const frozen = edited(nin, (h) => setFrozen(h, ['mlp1', 'mlp2'], true));
    expect(frozen.nodes.filter(({ train }) => train.frozen).map(({ id }) => id)).toEqual(['mlp1', 'mlp2']);
    expect(edited(nin, (h) => setName(h, 'mine')).name).toBe('mine');
    const recipe = {
      ...nin.recipe,
      recipes: { ...nin.recipe.recipes, copy: Object.values(nin.recipe.recipes)[0]! },
    };
    expect(edited(nin, (h) => setRecipe(h, recipe)).recipe).toEqual(recipe);
  });

  it('make no step when nothing changes', () => {
    const { label, repeat } = node(nin, 'mlp1');
    for (const edit of [
      setParam(start, 'mlp1', 'widths', [192, 160, 96]),
      rename(start, 'mlp1', label),
      setRepeat(start, 'mlp1', repeat),
      setFrozen(start, ['mlp1'], false),
      moveNodes(start, { mlp1: nin.layout['mlp1']! }),
      setRecipe(start, nin.recipe),
      setName(start, nin.name),
      setNotes(start, nin.notes),
    ]) {
      expect(edit.commands, edit.label.code).toEqual([]);
    }
  });

  it('make one command of a drag, also where some nodes stand still for a moment', () => {
    let history = start;
    for (const x of [10, 20, 30]) {
      const edit = moveNodes(history, { mlp1: [x, 0], pool1: [10, 0], gone: [1, 1] });
      history = got(commit(history, edit.commands, { label: edit.label, gesture: 'drag' }));
    }
    expect(history.past).toHaveLength(1);
    expect(history.past[0]!.commands).toEqual([
      { type: 'move-nodes', to: { mlp1: [30, 0], pool1: [10, 0] } },
    ]);
  });

  it('name an arrangement as one, and notes by what becomes of them', () => {
    expect(arrangeNodes(start, { mlp1: [0, 0] }).label.code).toBe('arrange');
    const note = { id: 'n1', text: '', at: [0, 0], size: [9, 9], kind: 'comment', colour: '' } as const;
    const noted = after(start, setNotes(start, [note]));
    expect(setNotes(start, [note]).label.code).toBe('add-note');
    expect(setNotes(noted, [{ ...note, text: 'x' }]).label.code).toBe('edit-note');
    expect(setNotes(noted, []).label.code).toBe('remove-note');
  });

  it('leave a wrong value to the commands, which refuse it', () => {
    const { commands, label } = rename(start, 'mlp1', 'x'.repeat(1000));
    expect(commit(start, commands, { label })).toMatchObject({ problem: { code: 'document/invalid-value' } });
  });

  it('carry out repairs', () => {
    const broken = withParams(nin, 'head', { classes: 7 });
    const [first] = analyse(broken).problems.flatMap(({ repairs }) => repairs);
    expect(analyse(edited(broken, () => applyRepair(first!))).problems).toEqual([]);
    const bare = {
      ...nin,
      nodes: nin.nodes.slice(0, -1),
      edges: nin.edges.slice(0, -1),
      outputs: [],
      layout: {},
    };
    const repair = analyse(bare).problems.flatMap(({ repairs }) => repairs)[0]!;
    expect(applyRepair(repair)).toMatchObject({ label: { code: 'repair/add-output' }, created: ['out1'] });
  });
});
