import fs from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import {
  candidatesOf,
  groupsOf,
  KERNEL_CHOICES,
  type ConvNode,
} from '../../../shared/targets/tensorflow/kernel-choice';
import { cachePaths } from '../../provision/index.mjs';
import { saveFile } from '../files/atomic';
import type { RunEnvironment } from '../runs/environment';
import type { Finding } from './measure';

const kind = z.enum(KERNEL_CHOICES);
const findings = z.record(
  z.string(),
  z.strictObject({ choice: kind, ms: z.partialRecord(kind, z.number().nonnegative().nullable()) }),
);
const fileSchema = z.strictObject({
  format: z.literal('inlay-kernels'),
  /** Counted up when candidates are emitted in another way: their times are then others. */
  version: z.literal(1),
  /** By device and library, then by convolution. */
  devices: z.record(z.string(), findings),
});
type Devices = z.infer<typeof fileSchema>['devices'];

/** Where what was measured is kept, for all checkouts and apps of this person. */
export function kernelsFile(): string {
  return path.join(cachePaths().root, 'kernels.json');
}

/** All that times depend on, beside the convolution. @param name the processor's, null where it is not known */
export function deviceKey({ device, threads, versions }: RunEnvironment, name: string | null): string {
  const { intraOp, interOp } = threads;
  const oneDnn = process.env['TF_ENABLE_ONEDNN_OPTS'] ?? 'default';
  const library = `TensorFlow ${versions.tensorflow} ${versions.library}`;
  return `${device} ${name ?? 'unknown'}; ${library}; threads ${intraOp}+${interOp}; oneDNN ${oneDnn}`;
}

/** A convolution as text: nodes of equal text take equal time. */
export function trialKey(node: ConvNode, batch: number): string {
  const { kernel, stride, dilation, padding, bias } = node.attrs;
  const maps = [node.inputs[0]!, node.outputs[0]!].map(({ shape }) => shape.join('×')).join(' to ');
  const window = `${kernel.join('×')} stride ${stride.join('×')} dilation ${dilation.join('×')}`;
  const pads = `padding ${padding.join(' ')}${bias ? ' bias' : ''}`;
  return `${node.op} batch ${batch}: ${maps}, ${window} groups ${groupsOf(node) ?? 1} ${pads}`;
}

/**
 * What was found on this device before, so that a second run of a network takes the same kernels as the first, and
 * gives the same numbers. A file that is damaged, or of another version, counts as empty and is written anew.
 */
export class KernelCache {
  private readonly fresh = new Map<string, Finding>();
  private readonly known: Devices;

  constructor(
    private readonly file: string,
    private readonly device: string,
  ) {
    this.known = readDevices(file);
  }

  /** What is known of a convolution; undefined where it does not fit the candidates there are. */
  find(node: ConvNode, batch: number): Finding | undefined {
    const key = trialKey(node, batch);
    const found = this.fresh.get(key) ?? this.known[this.device]?.[key];
    const candidates = candidatesOf(node);
    if (found === undefined || !candidates.includes(found.choice)) return undefined;
    const fits = candidates.every((choice) => found.ms[choice] !== undefined);
    return fits && typeof found.ms[found.choice] === 'number' ? found : undefined;
  }

  keep(node: ConvNode, batch: number, finding: Finding): void {
    this.fresh.set(trialKey(node, batch), finding);
  }

  /** Writes what is new. Where that fails it is measured again next time; a run keeps its own choices anyway. */
  save(): void {
    if (this.fresh.size === 0) return;
    // Another process may have written meanwhile.
    const devices = readDevices(this.file);
    const merged = {
      ...devices,
      [this.device]: { ...devices[this.device], ...Object.fromEntries(this.fresh) },
    };
    const contents = { format: 'inlay-kernels', version: 1, devices: merged };
    saveFile(this.file, `${JSON.stringify(contents, null, 1)}\n`);
  }
}

function readDevices(file: string): Devices {
  try {
    const parsed = fileSchema.safeParse(JSON.parse(fs.readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data.devices : {};
  } catch {
    return {};
  }
}
