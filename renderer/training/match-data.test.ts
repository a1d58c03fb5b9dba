import { describe, expect, it } from 'vitest';
import { emptyDocument } from '../../shared/document/empty';
import { newHistory } from '../../shared/document/history';
import { applyCommands } from '../../shared/document/apply';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { fitToData } from '../../shared/edit/fit-to-data';
import { analyse } from '../../shared/ir/analyse';
import { templates } from '../../templates';
import { bestData, misfitOf, networkData } from './match-data';
import { readinessOf } from './readiness';

const set = (name: string, shape: [number, number, number], present: boolean) => ({
  ...{ name, shape, present, classes: 10, train: 60_000, test: 10_000 },
});
const mnist = set('mnist', [28, 28, 1], true);
const fashion = set('fashion-mnist', [28, 28, 1], true);
const cifar = set('cifar10', [32, 32, 3], false);
const sets = [mnist, fashion, cifar];
const here = { present: ['tensorflow', 'addon'] as const };

function read(text: string): InlayDocument {
  const parsed = readDocument(text);
  if (!parsed.ok) throw new Error('a template must read');
  return parsed.value;
}

const ninMnist = analyse(read(templates['nin-mnist']));
const ninCifar = analyse(read(templates['nin-cifar10']));
const empty = analyse(emptyDocument('empty'));

describe('network and data', () => {
  it('knows what a network takes and tells apart', () => {
    expect(networkData(ninMnist)).toEqual({ shape: [28, 28, 1], classes: 10 });
    expect(networkData(ninCifar)).toEqual({ shape: [32, 32, 3], classes: 10 });
    expect(networkData(empty)).toEqual({ shape: null, classes: null });
  });

  it('begins with the data that fits, fetched or not, and any there is where nothing can be told', () => {
    expect(bestData(networkData(ninMnist), sets)).toBe('mnist');
    expect(bestData(networkData(ninMnist), [{ ...mnist, present: false }, fashion])).toBe('fashion-mnist');
    expect(bestData(networkData(ninCifar), sets)).toBe('cifar10');
    expect(bestData(networkData(empty), [cifar, mnist])).toBe('mnist');
    expect(bestData(networkData(empty), [])).toBeNull();
  });

  it('says what does not fit, until the network is made to', () => {
    expect(misfitOf(networkData(ninMnist), mnist)).toBeNull();
    const other = { shape: [32, 32, 3], classes: 100 } as const;
    expect(misfitOf(networkData(ninMnist), other)).toEqual({ shape: true, classes: true });
    const history = newHistory(ninMnist.document);
    const fitted = applyCommands(history.document, fitToData(history, other).edit.commands);
    if (!fitted.ok) throw new Error(fitted.problem.code);
    expect(misfitOf(networkData(analyse(fitted.value.doc)), other)).toBeNull();
  });

  it('tells what stands against a run, the first thing first', () => {
    expect(readinessOf(ninMnist, mnist, { present: [...here.present] })).toBe('ready');
    expect(readinessOf(ninMnist, mnist, null)).toBe('ready');
    expect(readinessOf(empty, mnist, null)).toBe('problems');
    expect(readinessOf(ninMnist, mnist, { present: ['tensorflow'] })).toBe('no-tensorflow');
    expect(readinessOf(ninMnist, undefined, null)).toBe('no-data');
    expect(readinessOf(ninCifar, cifar, null)).toBe('not-fetched');
    expect(readinessOf(ninCifar, mnist, null)).toBe('misfit');
  });
});
