import { expect, it } from 'vitest';
import { readDocument } from '../../shared/document/parse';
import { analyse } from '../../shared/ir/analyse';
import { templates } from '../../templates';
import { stagesOf } from './stages';

it('gathers Network in Network into its three resolutions and the vector', () => {
  const read = readDocument(templates['nin-cifar10']);
  if (!read.ok) throw new Error('template');
  const analysis = analyse(read.value);
  const stages = stagesOf(analysis);
  expect(stages.map(({ extent }) => extent)).toEqual(['32×32', '16×16', '8×8', null]);
  expect(stages.map(({ channels }) => channels)).toEqual([96, 192, 10, 10]);
  const sum = (key: 'parameters' | 'macs' | 'nodes') =>
    stages.reduce((total, stage) => total + stage[key], 0);
  expect(sum('parameters')).toBe(966_986);
  expect(sum('macs')).toBe(analysis.totals.macs);
  expect(sum('nodes')).toBe(analysis.order.length);
});
