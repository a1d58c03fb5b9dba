import { cpus } from 'node:os';
import { largestDifference } from '../../electron/engine/kernels/measure';
import { TrialRun } from '../../electron/engine/kernels/trial-run';
import { loadTf } from '../../electron/engine/load-tf';
import { IrBuilder } from '../../shared/ir/builder';
import {
  candidatesOf,
  type ConvNode,
  type KernelChoice,
} from '../../shared/targets/tensorflow/kernel-choice';
import { median, pairedRatio, type Ratio } from './statistics';

export interface KernelOptions {
  readonly batch: number;
  readonly rounds: number;
  readonly json: boolean;
}

interface Shape {
  /** Of the input. */
  readonly side: number;
  readonly channels: number;
  readonly groups: number;
  readonly dilation: number;
  /** 2 also doubles the channels. */
  readonly stride: number;
}

/** The SK convolutions of SK-ResNet-20, and a ResNeXt stage. */
const SHAPES: readonly Shape[] = [
  ...([1, 2] as const).flatMap((dilation) => [
    { side: 32, channels: 16, groups: 8, dilation, stride: 1 },
    { side: 32, channels: 16, groups: 8, dilation, stride: 2 },
    { side: 16, channels: 32, groups: 8, dilation, stride: 1 },
    { side: 16, channels: 32, groups: 8, dilation, stride: 2 },
    { side: 8, channels: 64, groups: 8, dilation, stride: 1 },
  ]),
  { side: 28, channels: 128, groups: 32, dilation: 1, stride: 1 },
  { side: 28, channels: 128, groups: 32, dilation: 2, stride: 1 },
  { side: 28, channels: 32, groups: 1, dilation: 2, stride: 1 },
];

/** Runs before those that count: the graph is planned in the first. */
const WARM_UP = 3;

/** A 3x3 convolution that keeps its map's size, but for its stride; without a bias. */
function convOf({ side, channels, groups, dilation, stride }: Shape): ConvNode {
  const plain = () => ({ init: null, lrMult: 1, decayMult: 1, frozen: false });
  const builder = new IrBuilder('conv', plain);
  const d = dilation;
  const x = { node: 'images', index: 0, shape: [side, side, channels] };
  builder.add(
    'conv2d',
    {
      ...{ filters: channels * stride, kernel: [3, 3], stride: [stride, stride], dilation: [d, d] },
      ...{ padding: [d, d, d, d], groups, bias: false },
    },
    [x],
  );
  return builder.nodes[0] as ConvNode;
}

interface Row {
  readonly name: string;
  readonly kernel: KernelChoice;
  readonly ms: number;
  /** Of native's time. */
  readonly ratio: Ratio;
  readonly difference: number;
}

/** Forward and backward pass of one convolution in each way there is, in turns, against native. */
export function benchKernels({ batch, rounds, json }: KernelOptions): void {
  const runtime = loadTf();
  const rows = SHAPES.flatMap((shape) => {
    const node = convOf(shape);
    const trial = new TrialRun(runtime, node);
    try {
      return compare(trial, nameOf(shape), candidatesOf(node), batch, rounds);
    } finally {
      trial.dispose();
    }
  });
  if (json) {
    process.stdout.write(`${JSON.stringify({ batch, rows })}\n`);
    return;
  }
  const head = `3x3, forward and backward, batch ${batch}, ${cpus().length} cores; ratio to native (95 % interval)`;
  const lines = rows.map(({ name, kernel, ms, ratio, difference }) => {
    const { value, low, high } = ratio;
    const interval = `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
    return `  ${name.padEnd(20)} ${kernel.padEnd(7)} ${ms.toFixed(2).padStart(8)} ms  ${interval}  ${difference.toExponential(1)}`;
  });
  process.stdout.write(`${[head, ...lines].join('\n')}\n`);
}

function nameOf({ side, channels, groups, dilation, stride }: Shape): string {
  return `${side}²×${channels} g${groups} d${dilation} s${stride}`;
}

function compare(
  trial: TrialRun,
  name: string,
  kernels: readonly KernelChoice[],
  batch: number,
  rounds: number,
): readonly Row[] {
  const reference = trial.values('native', batch);
  const differences = kernels.map((kernel) => largestDifference(trial.values(kernel, batch), reference));
  const times = kernels.map((): number[] => []);
  for (let round = -WARM_UP; round < rounds; round++) {
    kernels.forEach((kernel, at) => {
      const began = performance.now();
      trial.pace(kernel, batch);
      if (round >= 0) times[at]!.push(performance.now() - began);
    });
  }
  return kernels.map((kernel, at) => {
    const ratio = pairedRatio(times[at]!, times[0]!);
    return { name, kernel, ms: median(times[at]!), ratio, difference: differences[at]! };
  });
}
