import fs from 'node:fs';
import path from 'node:path';
import { emptyDocument } from '../../../shared/document/empty';
import type { DocNode, InlayDocument, ParamValue } from '../../../shared/document/types';
import { defaultRecipe } from '../../../shared/recipe/defaults';
import { randomStream } from '../../../shared/recipe/random';
import type { Recipe } from '../../../shared/recipe/types';

/** A data set small enough to train on in a blink: three classes of 8x8 grey images, bright in other rows each. */
const TINY = { classes: 3, size: 8, train: 70, test: 23 } as const;

/** Writes the tiny data set as IDX files and returns its folder. */
export function writeTinyData(folder: string): string {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'classes.txt'), 'top\nmiddle\nbottom\n');
  writeSplit(folder, 'train', TINY.train);
  writeSplit(folder, 't10k', TINY.test);
  return folder;
}

function writeSplit(folder: string, prefix: string, count: number): void {
  const { size, classes } = TINY;
  const stream = randomStream(5, 'tiny', prefix);
  const labels = Array.from({ length: count }, (_, at) => at % classes);
  const pixels = labels.flatMap((label) =>
    Array.from({ length: size * size }, (_, at) => {
      const lit = Math.floor((Math.floor(at / size) * classes) / size) === label;
      return Math.floor(stream.nextFloat() * 120) + (lit ? 100 : 0);
    }),
  );
  const header = (...words: number[]): Buffer => {
    const bytes = Buffer.alloc(4 * words.length);
    words.forEach((word, at) => bytes.writeUInt32BE(word, 4 * at));
    return bytes;
  };
  const images = Buffer.concat([header(0x803, count, size, size), Buffer.from(pixels)]);
  fs.writeFileSync(path.join(folder, `${prefix}-images-idx3-ubyte`), images);
  fs.writeFileSync(
    path.join(folder, `${prefix}-labels-idx1-ubyte`),
    Buffer.concat([header(0x801, count), Buffer.from(labels)]),
  );
}

/** Momentum, dropout, augmentation, a held-out part: everything that has a state or draws at random. */
export const tinyRecipe: Recipe = {
  ...defaultRecipe(),
  learningRate: 0.05,
  warmupSteps: 3,
  schedule: { kind: 'plateau', factor: 0.5, patience: 1, minDelta: 0, minimum: 0 },
  batch: 16,
  epochs: 3,
  validation: 0.2,
  augment: [{ kind: 'flip' }, { kind: 'pad-crop', pixels: 1 }],
};

/** conv 3x3 - batch norm - relu - dropout - flatten - dense, for the tiny data. */
export function tinyDocument(recipe: Recipe = tinyRecipe, filters = 4): InlayDocument {
  return chain(
    'Tiny',
    { channels: 1, height: TINY.size, width: TINY.size },
    filters,
    1,
    TINY.classes,
    recipe,
  );
}

/** The same kind of network for CIFAR-10: 16 maps, stride 4. */
export function cifarDocument(recipe: Recipe = tinyRecipe): InlayDocument {
  return chain('Small CIFAR-10', { channels: 3, height: 32, width: 32 }, 16, 4, 10, recipe);
}

function chain(
  name: string,
  image: { readonly channels: number; readonly height: number; readonly width: number },
  filters: number,
  stride: number,
  units: number,
  recipe: Recipe,
): InlayDocument {
  const window = { kernel: [3, 3], stride: [stride, stride], dilation: [1, 1], padding: 'same' } as const;
  const nodes = [
    node('input', 'input', image),
    node('conv', 'conv', { ...window, bias: false, filters, groups: 1 }),
    node('norm', 'batch-norm', { centre: true, epsilon: 0.001, momentum: 0.9, scale: true }),
    node('relu', 'activation', { fn: 'relu', slope: 0.01 }),
    node('drop', 'dropout', { rate: 0.3, spatial: false }),
    node('flat', 'flatten', {}),
    node('dense', 'dense', { bias: true, units }),
    node('out', 'output', {}),
  ];
  const edges = nodes.slice(1).map((to, at) => ({
    id: `e${at + 1}`,
    from: [nodes[at]!.id, 'out'] as const,
    to: [to.id, 'in'] as const,
  }));
  return {
    ...emptyDocument(name),
    nodes,
    edges,
    outputs: [{ node: 'out', role: 'class', loss: 'cross-entropy', weight: 1 }],
    recipe: { active: 'tiny', recipes: { tiny: recipe } },
  };
}

function node(id: string, kind: string, params: Record<string, ParamValue>): DocNode {
  const train = { init: null, lrMult: 1, decayMult: 1, frozen: false, parts: {} };
  return { id, kind, kindVersion: 1, params, label: id, repeat: 1, train };
}
