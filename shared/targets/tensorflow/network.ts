import type { IrGraph, IrNode, IrValue, IrWeight } from '../../ir/ir';
import type { WeightRole } from '../../ir/primitive';
import { emitters } from './emit';
import type { EmitContext, Emission, Emitter, Pullback, RandomStream } from './emit/emitter';
import type { GraphBuilder, OpRef, Scope, TensorRef } from './graph-builder';
import type { KernelChoice, KernelChoices } from './kernel-choice';
import * as ops from './ops';
import type { RandomStreams } from './random-streams';
import type { Variables } from './variables';

/** What every emission of a network reads. */
export interface Feeds {
  /** By the path of the input's node. */
  readonly images: ReadonlyMap<string, TensorRef>;
  readonly labels: TensorRef;
}

/** How a network is to be emitted. */
export interface EmissionSettings {
  readonly mode: EmitContext['mode'];
  readonly kernels: KernelChoices;
}

/** A network emitted in one mode. */
export interface EmittedNetwork {
  value(of: IrValue): TensorRef;
  readonly pullbacks: ReadonlyMap<string, Pullback>;
  /** Running statistics being set. */
  readonly assignments: readonly OpRef[];
}

/** Emits the forward pass of every node, in the graph's topological order. */
export function emitNetwork(
  builder: GraphBuilder,
  graph: IrGraph,
  settings: EmissionSettings,
  feeds: Feeds,
  variables: Variables,
  streams: RandomStreams,
): EmittedNetwork {
  const values = new Map<string, TensorRef>();
  const pullbacks = new Map<string, Pullback>();
  const assignments: OpRef[] = [];
  const value = (of: IrValue): TensorRef => {
    const found = values.get(valueKey(of));
    if (!found) throw new Error(`no value ${valueKey(of)}`);
    return found;
  };
  for (const node of graph.nodes) {
    const g = builder.scope(settings.mode === 'training' ? 'train' : 'infer', node.path);
    const x = node.op === 'input' ? [feeds.images.get(node.path)!] : node.inputs.map(value);
    const ctx = new NodeContext(g, settings, node, feeds, variables, streams);
    const emission = emit(ctx, node, x);
    emission.outputs.forEach((output, index) => values.set(valueKey(node.outputs[index]!), output));
    pullbacks.set(node.path, emission.gradient);
    assignments.push(...ctx.assignments);
  }
  return { value, pullbacks, assignments };
}

/** The table's rows each take their own kind of node; which row it is, the node itself says. */
function emit(ctx: EmitContext, node: IrNode, x: readonly TensorRef[]): Emission {
  return (emitters[node.op] as Emitter<IrNode['op']>)(ctx, node, x);
}

/** A value's identity in maps. */
export function valueKey({ node, index }: IrValue): string {
  return `${node}:${index}`;
}

class NodeContext implements EmitContext {
  readonly assignments: OpRef[] = [];
  readonly mode: EmitContext['mode'];
  readonly kernel: KernelChoice;

  constructor(
    readonly g: Scope,
    { mode, kernels }: EmissionSettings,
    private readonly node: IrNode,
    private readonly feeds: Feeds,
    private readonly variables: Variables,
    private readonly streams: RandomStreams,
  ) {
    this.mode = mode;
    this.kernel = kernels.get(node.path) ?? 'native';
  }

  weight(role: WeightRole): TensorRef {
    return this.variables.weight(this.find(role).name).value;
  }

  optionalWeight(role: WeightRole): TensorRef | undefined {
    return this.node.weights.some((weight) => weight.role === role) ? this.weight(role) : undefined;
  }

  isFrozen(role: WeightRole): boolean {
    return this.find(role).frozen;
  }

  assign(role: WeightRole, value: TensorRef): void {
    const { handle } = this.variables.weight(this.find(role).name);
    this.assignments.push(ops.assignVariable(this.g, handle, value, { label: `set-${role}` }));
  }

  labels(): TensorRef {
    return this.feeds.labels;
  }

  random(): RandomStream {
    return this.streams.of(this.node.path, this.g);
  }

  private find(role: WeightRole): IrWeight {
    const found = this.node.weights.find((weight) => weight.role === role);
    if (!found) throw new Error(`${this.node.path} has no ${role}`);
    return found;
  }
}
