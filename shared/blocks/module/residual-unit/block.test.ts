import { describe, expect, it } from 'vitest';
import type { ParamValue } from '../../../document/types';
import { problemOf, tryBlock } from '../../test-support';

type Params = Readonly<Record<string, ParamValue>>;
const unit = (params: Params, shape: readonly number[]) => tryBlock('residual-unit', params, shape);

/** ResNet-50 and ResNeXt-50: the first unit of each stage, then what repeats. */
const STAGES = [
  [64, 64, 256, 3, 1, 215_808],
  [256, 128, 512, 4, 2, 1_219_584],
  [512, 256, 1024, 6, 2, 7_098_368],
  [1024, 512, 2048, 3, 2, 14_964_736],
] as const;

describe('bottleneck', () => {
  it.each(STAGES)(
    'from %i maps, width %i, to %i, %i times',
    (enters, width, channels, times, stride, count) => {
      const params = { type: 'bottleneck', width, channels };
      for (const strideIn of ['1x1', '3x3']) {
        const first = unit({ ...params, strideIn, stride: [stride, stride] }, [56, 56, enters]);
        const other = unit(params, [28, 28, channels]);
        expect(first.parameters + (times - 1) * other.parameters).toBe(count);
        expect(first.outputs['out']).toEqual([56 / stride, 56 / stride, channels]);
      }
    },
  );

  it('costs more when the 3×3 takes the stride: the first 1×1 then sees four times the positions', () => {
    const params = { type: 'bottleneck', width: 128, channels: 512, stride: [2, 2] };
    const early = unit({ ...params, strideIn: '1x1' }, [56, 56, 256]).macs;
    const late = unit({ ...params, strideIn: '3x3' }, [56, 56, 256]).macs;
    expect(late - early).toBe(3 * 28 * 28 * 256 * 128);
  });

  it('in 32 groups has a 32nd of the 3×3’s weights', () => {
    const whole = unit({ type: 'bottleneck', width: 128, channels: 256 }, [56, 56, 256]).parameters;
    const apart = unit(
      { type: 'bottleneck', width: 128, channels: 256, groups: 32 },
      [56, 56, 256],
    ).parameters;
    expect(whole - apart).toBe(9 * 128 * (128 - 4));
  });
});

describe('basic', () => {
  // The CIFAR ResNets; stage k has n units of width w.
  it.each([
    ['A', 3, 269_722],
    ['B', 3, 272_474],
    ['A', 18, 1_727_962],
  ] as const)('adds up to a CIFAR ResNet with option %s and %i units a stage', (shortcut, units, total) => {
    const stages = [16, 32, 64].map((channels, index) => {
      const params = { channels, width: channels, shortcut };
      const enters = index === 0 ? 16 : channels / 2;
      const stride = index === 0 ? [1, 1] : [2, 2];
      return (
        unit({ ...params, stride }, [32, 32, enters]).parameters +
        (units - 1) * unit(params, [32, 32, channels]).parameters
      );
    });
    const stem = 27 * 16 + 32;
    expect(stem + stages.reduce((sum, count) => sum + count) + 650).toBe(total);
  });

  it('goes around as it is where nothing changes, by zeros (A) or by a projection (B) where it does', () => {
    const around = (params: Params) =>
      unit(params, [32, 32, 16]).paths.filter((path) => !/^b\/(conv|bn|relu|add)/.test(path));
    expect(around({ channels: 16, width: 16 })).toEqual([]);
    expect(around({ channels: 32, width: 32, stride: [2, 2], shortcut: 'A' })).toEqual([
      'b/subsample subsample',
      'b/pad channel-pad',
    ]);
    expect(around({ channels: 32, width: 32, stride: [2, 2], shortcut: 'B' })).toEqual([
      'b/shortcut conv2d',
      'b/shortcutBn batch-norm',
    ]);
  });

  it('pads one on every side, so that stride 2 starts at the first position, as the authors’ code does', () => {
    const [conv] = unit({ channels: 32, width: 32, stride: [2, 2] }, [32, 32, 16]).nodes;
    expect(conv?.op === 'conv2d' && conv.attrs.padding).toEqual([1, 1, 1, 1]);
  });

  it('has no zeros to take away: option A into fewer maps is a problem with a way out', () => {
    const found = problemOf('residual-unit', { channels: 8, shortcut: 'A' }, [32, 32, 16]);
    expect(found.code).toBe('shape/mismatch');
    expect(found.repairs.map(({ code }) => code)).toEqual(['set-parameter']);
  });
});

it('ends in ReLU, or, pre-activated, in the addition, its projection reading what is activated', () => {
  expect(unit({ channels: 16 }, [8, 8, 16]).paths.slice(-1)).toEqual(['b/relu activation']);
  const pre = unit({ channels: 32, stride: [2, 2], preActivation: true }, [8, 8, 16]);
  expect(pre.paths).toEqual([
    'b/bn1 batch-norm',
    'b/relu1 activation',
    'b/conv1 conv2d',
    'b/bn2 batch-norm',
    'b/relu2 activation',
    'b/conv2 conv2d',
    'b/shortcut conv2d',
    'b/add add',
  ]);
  expect(pre.nodes.find(({ path }) => path === 'b/shortcut')?.inputs[0]?.node).toBe('b/relu1');
});

it('leaves its branch out at random when told to', () => {
  const dropped = unit({ channels: 16, dropRate: 0.2 }, [8, 8, 16]);
  const drop = dropped.nodes.find(({ op }) => op === 'drop-path');
  expect(drop?.inputs[0]?.node).toBe('b/bn2');
});
