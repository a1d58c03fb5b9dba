import { describe, expect, it } from 'vitest';
import { readDocument } from '../shared/document/parse';
import { analyse } from '../shared/ir/analyse';
import { elements } from '../shared/ir/shape';
import { toIr } from '../shared/ir/to-ir';
import { defaultRecipe } from '../shared/recipe/defaults';
import { compile } from '../shared/targets/tensorflow/compile';
import { catalogue } from './catalogue';
import { templates, type TemplateId } from './index';

/**
 * Every template's exact trainable values in training, and its MACs.
 * MNIST's MACs by hand: 784 (2400 + 6144 + 3072) + 196 (153600 + 12288 + 4608) + 49 (153600 + 12288 + 960).
 */
const COUNTS: Readonly<Record<TemplateId, readonly [parameters: number, macs: number]>> = {
  'nin-mnist': [349_674, 50_699_712],
  'nin-cifar10': [966_986, 222_486_528],
  'nin-cifar10-fc': [973_396, 222_492_928],
  'nin-cifar10-no-dropout': [966_986, 222_486_528],
  'nin-cifar100': [984_356, 223_592_448],
  'nin-svhn': [1_986_026, 274_235_392],
  'nin-imagenet': [7_595_176, 1_100_188_800],
  alexnet: [60_965_224, 724_406_816],
  vgg16: [138_357_544, 15_470_264_320],
  'vgg16-bn': [138_365_992, 15_470_264_320],
  // Two groups less in conv2, conv4, conv5; a 1x1 of 96 on 55x55 and one of 256 on 27x27: ours.
  'alexnet-one-tower': [62_378_344, 1_135_256_096],
  'alexnet-conv1': [61_040_328, 800_060_960],
  // The figures are ours whole; figures.test.ts derives them.
  'mlpconv-figure': [61_898, 61_932_480],
  'inception-block': [171_642, 47_122_944],
  'se-inception-block': [180_106, 47_131_136],
  'se-residual-block': [77_070, 77_268_096],
  'sk-block': [27_082, 5_911_808],
  // MACs of GoogLeNet, of networks whose MACs no reference gives, and SK-ResNet-20 whole: ours.
  googlenet: [13_378_280, 1_591_044_096],
  'googlenet-bn': [7_005_832, 1_582_671_872],
  'resnet20-cifar': [269_722, 40_551_040],
  'resnet56-cifar': [853_018, 125_485_696],
  'resnet110-cifar': [1_727_962, 252_887_680],
  resnet50: [25_557_032, 3_857_973_248],
  resnet101: [44_549_160, 7_570_194_432],
  resnext50: [25_028_904, 4_230_479_872],
  'se-resnet20-cifar': [272_095, 40_553_056],
  'se-resnet50': [28_088_024, 3_860_488_192],
  'se-resnet101': [49_326_872, 7_574_937_600],
  'se-resnext50': [27_559_896, 4_232_994_816],
  'se-googlenet-bn': [7_485_935, 1_583_146_144],
  'sk-resnet20-cifar': [211_642, 26_427_520],
  sknet26: [16_746_408, 2_586_877_952],
  sknet50: [27_479_784, 4_462_710_784],
  sknet101: [48_736_040, 8_448_724_992],
};

describe('counts', () => {
  it.each(Object.keys(templates) as TemplateId[])('%s, over the variables of its compiled graph', (id) => {
    const read = readDocument(templates[id]);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const ir = toIr(read.value, { labelSmoothing: 0, classWeights: null });
    if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
    const compiled = compile(ir.value, defaultRecipe());
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
    const trained = compiled.value.variables.filter(({ kind, trainable }) => kind === 'weight' && trainable);
    const parameters = trained.reduce((sum, { shape }) => sum + elements(shape), 0);
    const { totals } = analyse(read.value);
    expect([parameters, totals.macs]).toEqual(COUNTS[id]);
    expect(totals.parameters, 'the analysis counts what the graph has').toBe(parameters);
    const { parity } = catalogue[id];
    expect([parameters, totals.macs], 'the parity card').toEqual([
      parity.parameters ?? parameters,
      parity.macs ?? totals.macs,
    ]);
  });
});
