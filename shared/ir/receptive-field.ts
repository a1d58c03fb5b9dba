import type { IrNode, IrValue } from './ir';
import { primitives } from './primitives';
import type { PrimitiveAttrs, PrimitiveName } from './primitive';
import type { Primitive, Reach } from './primitives/definition';
import type { Pair, Shape } from './shape';

/**
 * What part of the input image one value sees (Araujo, Norris, Sim: "Computing receptive fields of convolutional
 * neural networks", 2019). All in pixels of the input; a position p of a map sees the pixels from
 * start + p * jump - (size - 1) / 2 to start + p * jump + (size - 1) / 2, padding included.
 */
export interface Field {
  readonly size: Pair;
  /** From one position to the next. */
  readonly jump: Pair;
  /** Centre of what the first position sees. */
  readonly start: Pair;
  /** Height and width of the image. */
  readonly image: Pair;
  /** Every position sees the whole image (behind a global pool or a dense layer); `size` then covers it. */
  readonly whole: boolean;
}

/** A value's name among others, for maps of fields. */
export function fieldKey(value: IrValue): string {
  return value.index === 0 ? value.node : `${value.node}:${value.index}`;
}

/** Whether two lists of fields say the same. */
export function sameFields(a: readonly Field[], b: readonly Field[]): boolean {
  return a.length === b.length && a.every((field, index) => sameField(field, b[index]!));
}

function sameField(a: Field, b: Field): boolean {
  if (a === b) return true;
  const pairs = ['size', 'jump', 'start', 'image'] as const;
  return a.whole === b.whole && pairs.every((key) => a[key][0] === b[key][0] && a[key][1] === b[key][1]);
}

const NOTHING: Field = { size: [1, 1], jump: [1, 1], start: [0, 0], image: [1, 1], whole: false };

/**
 * The field of a primitive's outputs (all outputs of one primitive see the same).
 * @param node the primitive
 * @param inputs fields of its inputs, in order
 */
export function fieldOf(node: IrNode, inputs: readonly Field[]): Field {
  if (node.op === 'input') return { ...NOTHING, image: [node.attrs.shape[0] ?? 1, node.attrs.shape[1] ?? 1] };
  const field = meet(node.inputs, inputs);
  const shape = node.inputs[0]?.shape ?? [];
  switch (node.op) {
    case 'pad':
      return shift(field, [-node.attrs.padding[0], -node.attrs.padding[2]]);
    case 'crop':
      return shift(field, [node.attrs.cropping[0], node.attrs.cropping[2]]);
    case 'upsample':
      return finer(field, node.attrs);
    case 'reshape':
      return positionsKept(shape, node.attrs.shape) ? field : everywhere(field, shape);
    default:
      return reached(field, reachOf(node), shape);
  }
}

function reachOf<K extends PrimitiveName>(node: IrNode & { readonly op: K }): Reach {
  const primitive = primitives[node.op] as Primitive<PrimitiveAttrs[K]>;
  return primitive.reach(node.attrs as PrimitiveAttrs[K]);
}

function reached(field: Field, reach: Reach, shape: Shape): Field {
  if (reach.kind === 'point') return field;
  if (reach.kind === 'everything') return everywhere(field, shape);
  const { kernel, stride, dilation, padding } = reach;
  const along = (axis: 0 | 1) => {
    const jump = field.jump[axis];
    const span = (kernel[axis] - 1) * dilation[axis];
    const before = padding[axis * 2]!;
    return {
      size: field.size[axis] + span * jump,
      start: field.start[axis] + (span / 2 - before) * jump,
      jump: jump * stride[axis],
    };
  };
  const [rows, columns] = [along(0), along(1)];
  return {
    ...field,
    size: field.whole ? field.size : [rows.size, columns.size],
    start: [rows.start, columns.start],
    jump: [rows.jump, columns.jump],
  };
}

/** A single value from a whole map: it sees what the map's positions see together, at most the image. */
function everywhere(field: Field, [height = 1, width = 1]: Shape): Field {
  const along = (axis: 0 | 1, positions: number) => {
    const together = field.size[axis] + (positions - 1) * field.jump[axis];
    const limit = Math.max(field.size[axis], field.image[axis]);
    return { size: Math.min(together, limit), whole: together >= field.image[axis] };
  };
  const [rows, columns] = [along(0, height), along(1, width)];
  return {
    ...field,
    size: field.whole ? field.size : [rows.size, columns.size],
    start: [
      field.start[0] + ((height - 1) / 2) * field.jump[0],
      field.start[1] + ((width - 1) / 2) * field.jump[1],
    ],
    jump: [field.jump[0] * height, field.jump[1] * width],
    whole: field.whole || (rows.whole && columns.whole),
  };
}

/** Vectors have no positions; a map keeps its own when it is laid out as it was, or holds one only. */
function positionsKept(from: Shape, to: Shape): boolean {
  if (from.length !== 3) return true;
  if (from[0] === 1 && from[1] === 1) return true;
  return to.length === 3 && from[0] === to[0] && from[1] === to[1];
}

function shift(field: Field, by: Pair): Field {
  const start: Pair = [field.start[0] + by[0] * field.jump[0], field.start[1] + by[1] * field.jump[1]];
  return { ...field, start };
}

function finer(field: Field, { factor, mode }: PrimitiveAttrs['upsample']): Field {
  const jump: Pair = [field.jump[0] / factor[0], field.jump[1] / factor[1]];
  const start: Pair = [
    field.start[0] - (field.jump[0] - jump[0]) / 2,
    field.start[1] - (field.jump[1] - jump[1]) / 2,
  ];
  if (mode === 'nearest' || field.whole) return { ...field, jump, start };
  // Each value is a mean of two neighbours along every axis that grows.
  const grown = (axis: 0 | 1) => field.size[axis] + (factor[axis] > 1 ? field.jump[axis] : 0);
  return { ...field, jump, start, size: [grown(0), grown(1)] };
}

/** What several inputs see together: the span of their fields at the first position of the one with most positions. */
function meet(values: readonly IrValue[], fields: readonly Field[]): Field {
  const [first, ...others] = fields;
  if (!first) return NOTHING;
  if (others.length === 0) return first;
  const positions = values.map(({ shape }) => (shape.length === 3 ? shape[0]! * shape[1]! : 1));
  const base = fields[positions.indexOf(Math.max(...positions))]!;
  const along = (axis: 0 | 1) => {
    const from = Math.min(...fields.map(({ start, size }) => start[axis] - (size[axis] - 1) / 2));
    const to = Math.max(...fields.map(({ start, size }) => start[axis] + (size[axis] - 1) / 2));
    return { start: (from + to) / 2, size: to - from + 1 };
  };
  const [rows, columns] = [along(0), along(1)];
  const whole = fields.some((field) => field.whole);
  const widest = (axis: 0 | 1) => Math.max(...fields.map(({ size }) => size[axis]));
  const largest = (axis: 0 | 1) => Math.max(...fields.map(({ image }) => image[axis]));
  return {
    size: whole ? [widest(0), widest(1)] : [rows.size, columns.size],
    start: whole ? base.start : [rows.start, columns.start],
    jump: base.jump,
    image: [largest(0), largest(1)],
    whole,
  };
}
