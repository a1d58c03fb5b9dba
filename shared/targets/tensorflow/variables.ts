import type { IrGraph, IrWeight } from '../../ir/ir';
import { weightsOf } from '../../ir/ir';
import type { Shape } from '../../ir/shape';
import { attr, type GraphBuilder, type OpRef, type TensorRef } from './graph-builder';
import * as ops from './ops';

/** One variable of the graph under construction. */
export interface Variable {
  /** The name it is fed and fetched under. */
  readonly name: string;
  /** The weight itself, or the weight a slot belongs to. */
  readonly of: string;
  readonly shape: Shape;
  readonly handle: TensorRef;
  /** Its value. One read serves all signatures: within a step every use of the value comes before its update. */
  readonly value: TensorRef;
}

/** Weights and optimizer slots, each made once. */
export class Variables {
  private readonly weights: ReadonlyMap<string, Variable>;
  private readonly slots = new Map<string, Variable>();

  constructor(
    private readonly builder: GraphBuilder,
    readonly order: readonly IrWeight[],
  ) {
    this.weights = new Map(
      order.map(({ name, shape }) => [name, this.make(['weights', name], name, name, shape)]),
    );
  }

  static of(builder: GraphBuilder, graph: IrGraph): Variables {
    return new Variables(builder, weightsOf(graph));
  }

  weight(name: string): Variable {
    const found = this.weights.get(name);
    if (!found) throw new Error(`no weight ${name}`);
    return found;
  }

  /** The slot of a weight, of the weight's shape; made when first asked for. */
  slot(weight: IrWeight, slot: string): Variable {
    const name = slotName(weight.name, slot);
    const known = this.slots.get(name);
    if (known) return known;
    const made = this.make(['slots', slot, weight.name], name, weight.name, weight.shape);
    this.slots.set(name, made);
    return made;
  }

  allWeights(): readonly Variable[] {
    return this.order.map(({ name }) => this.weight(name));
  }

  allSlots(): readonly Variable[] {
    return [...this.slots.values()];
  }

  private make(path: readonly string[], name: string, of: string, shape: Shape): Variable {
    const g = this.builder.scope(...path);
    const attrs = { dtype: attr.type('float32'), shape: attr.shape(shape), shared_name: attr.string(g.path) };
    const handle = g.one('VarHandleOp', [], attrs, 'resource', { label: 'handle' });
    return { name, of, shape, handle, value: ops.readVariable(g, handle, 'float32', { label: 'value' }) };
  }

  /** Sets every slot to zero. */
  zeroSlots(): readonly OpRef[] {
    return this.allSlots().map(({ handle, shape, name }) => {
      const g = this.builder.scope('init', name);
      const attrs = { T: attr.type('float32'), index_type: attr.type('int32') };
      const zeros = g.one('Fill', [g.int(shape), g.float(0)], attrs, 'float32');
      return ops.assignVariable(g, handle, zeros);
    });
  }
}

/** The name a slot is fed and fetched under. */
function slotName(weight: string, slot: string): string {
  return `slot:${weight}:${slot}`;
}
