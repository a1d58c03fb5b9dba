import { fail } from '../problems/problem';
import type { Initializer, PrimitiveAttrs, PrimitiveName, WeightRole } from './primitive';
import type { IrNode, IrNodeOf, IrValue, IrWeight } from './ir';
import { primitives } from './primitives';
import { elements, formatShape, type Shape } from './shape';

/** What a document node says of a weight: looked up by the weight's path inside the node. */
export interface WeightSettings {
  readonly init: Initializer | null;
  readonly lrMult: number;
  readonly decayMult: number;
  readonly frozen: boolean;
}

export type WeightSettingsOf = (path: string, role: WeightRole) => WeightSettings;

/** Beyond this a single example's tensor (or a weight) cannot be trained anywhere we run: a typing error, most likely. */
export const MAX_ELEMENTS = 2 ** 31 - 1;

/** Emits primitives under one path. Blocks get one from the lowering and call `add`. */
export class IrBuilder {
  readonly nodes: IrNode[] = [];

  constructor(
    /** Path of the block being lowered; its main primitive takes this path itself. */
    readonly path: string,
    private readonly settings: WeightSettingsOf,
  ) {}

  /**
   * Adds a primitive and returns its outputs.
   * @param suffix appended to the block's path; leave it out for the block's one main primitive.
   * Signals a shape problem at this path when the inputs do not fit.
   */
  add<K extends PrimitiveName>(
    op: K,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
    suffix?: string,
  ): readonly IrValue[] {
    const path = suffix === undefined ? this.path : `${this.path}/${suffix}`;
    if (this.nodes.some((node) => node.path === path)) throw new Error(`two primitives at ${path}`);
    const primitive = primitives[op];
    const shapes = inputs.map((input) => input.shape);
    const outputs = primitive.infer(attrs, shapes).map((shape, index) => ({ node: path, index, shape }));
    for (const output of outputs) refuseHuge(output.shape, path);
    const weights = primitive.weights(attrs, shapes).map((spec): IrWeight => {
      refuseHuge(spec.shape, path);
      const { init: initOverride, lrMult, decayMult, frozen } = this.settings(path, spec.role);
      const { role, shape, trainable, fanIn, fanOut, init } = spec;
      const name = `${path}/${role}`;
      return { role, shape, trainable, fanIn, fanOut, init, name, initOverride, lrMult, decayMult, frozen };
    });
    const node: IrNodeOf<K> = { op, path, attrs, inputs, outputs, weights };
    this.nodes.push(node as IrNode);
    return outputs;
  }

  /** `add` for the many primitives with a single output. */
  one<K extends PrimitiveName>(
    op: K,
    attrs: PrimitiveAttrs[K],
    inputs: readonly IrValue[],
    suffix?: string,
  ): IrValue {
    return this.add(op, attrs, inputs, suffix)[0]!;
  }
}

function refuseHuge(shape: Shape, node: string): void {
  const count = elements(shape);
  if (count > MAX_ELEMENTS) {
    fail('shape/too-large', { shape: formatShape(shape), elements: count, limit: MAX_ELEMENTS }, { node });
  }
}
