import type { AnyBlock, Fragment, InputPorts } from '../blocks/block';
import { ownRepairs } from '../blocks/own-repair';
import type { ParamSpecs } from '../blocks/params';
import { blockOf, migrateNode } from '../blocks/registry';
import { COMPOSITE_PREFIX } from '../document/schema';
import type { CompositeDefinition, DocNode, InlayDocument } from '../document/types';
import { fail, ProblemSignal } from '../problems/problem';
import { IrBuilder } from './builder';
import { definitionOf } from './composite';
import type { IrNode, IrValue } from './ir';
import type { Shape } from './shape';
import { counted, evaluateParams, exposedScope, OUTERMOST, type Scope } from './parameters';
import { partOfDefinition, partOfFragment, type InnerPart, type PartStep } from './part';
import { settingsBelow, type TrainLevel } from './train-settings';

/** A document node in primitives. */
export interface Lowered {
  /** In topological order. */
  readonly nodes: readonly IrNode[];
  readonly outputs: ReadonlyMap<string, IrValue>;
}

/** Values at a node's input ports; a port that takes many edges holds them in their order. */
export type InputValues = ReadonlyMap<string, readonly IrValue[]>;

/** Beyond this many primitives in one node a repeat or a nest of composites was a slip, and no machine would finish. */
export const MAX_PRIMITIVES = 20_000;
const MAX_DEPTH = 64;

/** A node that the document stores: one of its own, or one of a definition's. */
interface StoredPlace {
  /** Id of the definition that holds it; null: the document's graph does. */
  readonly definition: string | null;
  readonly node: string;
}

/** Told what a stored node's built-in composite comes to, each time that one is expanded. */
type OnExpand = (place: StoredPlace, fragment: Fragment) => void;

interface Context {
  readonly composites: InlayDocument['composites'];
  readonly scope: Scope;
  readonly levels: readonly TrainLevel[];
  /** Kinds of the definitions being expanded, outermost first. */
  readonly open: readonly string[];
  /** Id of the definition whose nodes are lowered; null: the document's own are; undefined: a built-in block's. */
  readonly holder: string | null | undefined;
  readonly onExpand: OnExpand | null;
  readonly out: IrNode[];
}

type Outputs = ReadonlyMap<string, IrValue>;
/** What stands at each port: one, or a list for a port that takes many edges. */
type AtPorts<V> = Readonly<Record<string, V | readonly V[]>>;

/**
 * Lowers one document node: composites to blocks, blocks to primitives, each at its stable path.
 * @param node a node whose stored parameters are good (`checkParams`)
 * @param inputs a value for every input port
 * @param composites the document's definitions
 * @param onExpand told of built-in composites on the way
 * Signals a problem, with the path of the (inner) node, when shapes do not fit or a composite is not whole.
 */
export function lowerNode(
  node: DocNode,
  inputs: InputValues,
  composites: InlayDocument['composites'],
  onExpand: OnExpand | null = null,
): Lowered {
  const out: IrNode[] = [];
  const around = { scope: OUTERMOST, levels: [], open: [], holder: null };
  const context: Context = { composites, ...around, onExpand, out };
  const outputs = lowerRepeated(node, node.id, inputs, context);
  return { nodes: out, outputs };
}

/** Runs `work`; a problem it signals without saying where is placed at `path`. */
export function placed<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ProblemSignal) || error.problem.where.node !== undefined) throw error;
    const where = { ...error.problem.where, node: path };
    const repairs = ownRepairs(error.problem, path.includes('/') ? null : path);
    throw new ProblemSignal({ ...error.problem, where, repairs });
  }
}

/** A node that stands several times in a row: each at `path/k`, fed by the one before it. Once: at `path`. */
function lowerRepeated(stored: DocNode, path: string, inputs: InputValues, around: Context): Outputs {
  const { node, count, scope } = placed(path, () => counted(stored, around.scope));
  const context = scope === around.scope ? around : { ...around, scope };
  if (count === 1) return lowerOnce(node, path, null, inputs, context);
  const ports = portsOfNode(node, context.composites);
  const inputPorts = Object.keys(ports.inputs);
  const [outputPort] = ports.outputs;
  if (inputPorts.length !== 1 || ports.outputs.length !== 1 || outputPort === undefined) {
    const args = { inputs: inputPorts.length, outputs: ports.outputs.length };
    fail('composite/repeat-ports', args, { node: path, param: 'repeat' });
  }
  let values = inputs;
  let outputs: Outputs = new Map();
  for (let index = 0; index < count; index++) {
    outputs = lowerOnce(node, `${path}/${index}`, index, values, context);
    values = new Map([[inputPorts[0]!, [outputs.get(outputPort)!]]]);
  }
  return outputs;
}

/** A kind's ports: a registered block's, or those of the document's definition. Signals when there is no such kind. */
export function portsOfNode(
  node: Pick<DocNode, 'kind'>,
  composites: InlayDocument['composites'],
): { readonly inputs: InputPorts; readonly outputs: readonly string[] } {
  if (!node.kind.startsWith(COMPOSITE_PREFIX)) {
    return blockOf(node.kind) ?? fail('block/unknown-kind', { kind: node.kind, nearest: [] });
  }
  const definition = definitionOf(node.kind, composites);
  return {
    inputs: Object.fromEntries(definition.inputs.map(({ port }) => [port, 'one' as const])),
    outputs: definition.outputs.map(({ port }) => port),
  };
}

function lowerOnce(
  node: DocNode,
  path: string,
  index: number | null,
  inputs: InputValues,
  context: Context,
): Outputs {
  const level: TrainLevel = { train: node.train, path, index };
  const inner: Context = {
    ...context,
    scope: index === null ? context.scope : { ...context.scope, repeat: index },
    levels: [...context.levels, level],
  };
  return placed(path, () => {
    if (node.kind.startsWith(COMPOSITE_PREFIX)) return lowerDefinition(node, path, inputs, inner);
    const block = blockOf(node.kind) ?? fail('block/unknown-kind', { kind: node.kind, nearest: [] });
    return lowerBlock(block, migrateNode(node), path, inputs, inner);
  });
}

function lowerBlock(
  block: AnyBlock,
  node: DocNode,
  path: string,
  inputs: InputValues,
  context: Context,
): Outputs {
  const ports = block.inputs as InputPorts;
  const params = evaluateParams(block.params as ParamSpecs, node.params, context.scope);
  const values = portValues(ports, inputs);
  if (block.type === 'composite') {
    const fragment = block.expand(params, shapesOf(values));
    if (context.holder !== undefined) {
      context.onExpand?.({ definition: context.holder, node: node.id }, fragment);
    }
    const part = partOfFragment(fragment, (port) => ports[port] === 'many');
    return lowerPart(part, path, inputs, { ...context, holder: undefined });
  }
  const builder = new IrBuilder(path, settingsBelow(context.levels));
  const outputs = block.lower(builder, params, values) as Readonly<Record<string, IrValue>>;
  context.out.push(...builder.nodes);
  if (context.out.length > MAX_PRIMITIVES) {
    fail('document/too-large', { what: 'primitives', limit: MAX_PRIMITIVES, found: context.out.length });
  }
  return new Map(Object.entries(outputs));
}

function lowerDefinition(node: DocNode, path: string, inputs: InputValues, context: Context): Outputs {
  const definition = definitionOf(node.kind, context.composites);
  const start = context.open.indexOf(node.kind);
  if (start !== -1) fail('composite/cycle', { nodes: context.open.slice(start).map(idOf) });
  if (context.open.length >= MAX_DEPTH) fail('document/too-deep', { limit: MAX_DEPTH });
  const scope = exposedScope(definition, node.params, context.scope);
  const holder = idOf(node.kind);
  const inner = { ...context, scope, holder, open: [...context.open, node.kind] };
  return lowerPart(insideOf(definition, path), path, inputs, inner);
}

/** The id in a definition's kind. */
function idOf(kind: string): string {
  return kind.slice(COMPOSITE_PREFIX.length);
}

/** A definition's own faults lie at its inner nodes, below the path of the node that uses it. */
function insideOf(definition: CompositeDefinition, path: string): InnerPart {
  try {
    return partOfDefinition(definition);
  } catch (error) {
    if (!(error instanceof ProblemSignal) || error.problem.where.node === undefined) throw error;
    const where = { ...error.problem.where, node: `${path}/${error.problem.where.node}` };
    throw new ProblemSignal({ ...error.problem, where });
  }
}

function lowerPart(part: InnerPart, path: string, inputs: InputValues, context: Context): Outputs {
  const made = new Map<string, Outputs>();
  for (const step of part.steps) {
    const innerPath = `${path}/${step.node.id}`;
    const values = placed(innerPath, () => innerInputs(step, inputs, made, context));
    made.set(step.node.id, lowerRepeated(step.node, innerPath, values, context));
  }
  return new Map(
    part.outputs.map(([port, [node, from]]) => [port, outputOf(node, from, made.get(node)!)] as const),
  );
}

function outputOf(node: string, port: string, outputs: Outputs): IrValue {
  return outputs.get(port) ?? fail('edge/unknown-port', { node, port, known: [...outputs.keys()] });
}

/** Values at an inner node's ports. Signals what validation signals for a document: a missing, taken or unknown port. */
function innerInputs(
  step: PartStep,
  outside: InputValues,
  made: ReadonlyMap<string, Outputs>,
  context: Context,
): InputValues {
  const ports = portsOfNode(step.node, context.composites).inputs;
  for (const port of step.sources.keys()) {
    if (!Object.keys(ports).includes(port)) {
      fail('edge/unknown-port', { node: step.node.id, port, known: Object.keys(ports) });
    }
  }
  return new Map(
    Object.entries(ports).map(([port, kind]) => {
      const sources = step.sources.get(port) ?? fail('graph/missing-input', { port }, { port });
      const values = sources.flatMap((source) => {
        if (source.from === 'node') return [outputOf(source.node, source.port, made.get(source.node)!)];
        const all = outside.get(source.port) ?? [];
        return source.position === null ? all : all.slice(source.position, source.position + 1);
      });
      if (values.length === 0) fail('graph/missing-input', { port }, { port });
      if (kind === 'one' && values.length > 1)
        fail('edge/port-taken', { node: step.node.id, port }, { port });
      return [port, values] as const;
    }),
  );
}

/** Port values as a block reads them: one value, or a list for a port that takes many. */
function portValues(ports: InputPorts, inputs: InputValues): AtPorts<IrValue> {
  return Object.fromEntries(
    Object.entries(ports).map(([port, kind]) => {
      const values = inputs.get(port);
      if (!values || values.length === 0) fail('graph/missing-input', { port }, { port });
      return [port, kind === 'many' ? values : values[0]!];
    }),
  );
}

function shapesOf(values: AtPorts<IrValue>): AtPorts<Shape> {
  const isList = (value: IrValue | readonly IrValue[]): value is readonly IrValue[] => Array.isArray(value);
  return Object.fromEntries(
    Object.entries(values).map(([port, value]) => [
      port,
      isList(value) ? value.map(({ shape }) => shape) : value.shape,
    ]),
  );
}
