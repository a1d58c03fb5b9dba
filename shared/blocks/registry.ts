import { COMPOSITE_PREFIX, MAX_REPEAT } from '../document/schema';
import type { DocNode, ParamValue } from '../document/types';
import { problem, type Problem } from '../problems/problem';
import type { AnyBlock, BlockMigration, InputPorts, InsertingRepair } from './block';
import { checkValue } from './check-value';
import { nearest } from './edit-distance';
import type { ParamSpecs } from './params';
import { blocks } from './registry.generated';

const byKind: ReadonlyMap<string, AnyBlock> = new Map(blocks.map((block) => [block.kind, block]));

/** Every registered block, by category and name. */
export function allBlocks(): readonly AnyBlock[] {
  return blocks;
}

/** The block of a kind, or undefined when no folder declares it. */
export function blockOf(kind: string): AnyBlock | undefined {
  return byKind.get(kind);
}

/** A kind's ports, or undefined for an unknown kind. */
export function portsOf(
  kind: string,
): { readonly inputs: InputPorts; readonly outputs: readonly string[] } | undefined {
  return byKind.get(kind);
}

/**
 * A new node of the block that a repair inserts.
 * @param channels how many are wanted behind it; blocks that keep or drop them do not read it
 */
export function mendingNode(repair: InsertingRepair, id: string, channels: number): DocNode {
  for (const block of blocks) {
    const mending = block.mends?.find((candidate) => candidate.repair === repair);
    if (mending) return createNode(block.kind, id, mending.params(channels));
  }
  throw new Error(`no block mends ${repair}`);
}

/** Whether a kind is what a repair inserts. */
export function mends(kind: string, repair: InsertingRepair): boolean {
  return byKind.get(kind)?.mends?.some((mending) => mending.repair === repair) ?? false;
}

/** A longer list is all there is, not a guess. */
export const MAX_GUESSES = 3;

/** Registered kinds that a misspelt one may have meant, best first. */
export function nearestKinds(kind: string): readonly string[] {
  return nearest(kind, [...byKind.keys()], MAX_GUESSES);
}

/** A kind's parameters at their defaults; empty for an unknown kind. */
export function defaultParams(kind: string): Readonly<Record<string, ParamValue>> {
  const block = byKind.get(kind);
  return block ? defaultsOf(block) : {};
}

const defaults = new WeakMap<AnyBlock, Readonly<Record<string, ParamValue>>>();

function defaultsOf(block: AnyBlock): Readonly<Record<string, ParamValue>> {
  let values = defaults.get(block);
  if (!values) {
    const specs = Object.entries(block.params as ParamSpecs);
    values = Object.freeze(Object.fromEntries(specs.map(([name, spec]) => [name, spec.default])));
    defaults.set(block, values);
  }
  return values;
}

/**
 * A new node with every parameter stored.
 * @param params those that differ from the defaults
 */
export function createNode(
  kind: string,
  id: string,
  params: Readonly<Record<string, ParamValue>> = {},
  label = '',
): DocNode {
  return {
    id,
    kind,
    kindVersion: byKind.get(kind)?.version ?? 1,
    params: { ...defaultParams(kind), ...params },
    label,
    repeat: 1,
    train: { init: null, lrMult: 1, decayMult: 1, frozen: false, parts: {} },
  };
}

/** The parts of a node that checking and migrating read. */
type StoredNode = Pick<DocNode, 'id' | 'kind' | 'kindVersion' | 'params' | 'repeat'>;

/**
 * Checks a node's kind, its version and its stored parameters: unknown and missing ones, types, ranges, choices.
 * Expressions pass: their values are checked when they are known, in the lowering.
 * @returns problems with `where.node` and `where.param`; none for `composite:` kinds, which the document defines
 */
export function checkParams(node: StoredNode): readonly Problem[] {
  const where = { node: node.id };
  const unfit = isExpression(node.repeat) ? null : checkRepeat(node.repeat);
  if (unfit) return [{ ...unfit, where: { ...unfit.where, ...where } }];
  if (node.kind.startsWith(COMPOSITE_PREFIX)) return [];
  const block = byKind.get(node.kind);
  if (!block) {
    const near = nearestKinds(node.kind);
    const args = { kind: node.kind, nearest: near.length > 0 ? near : [...byKind.keys()] };
    return [problem('block/unknown-kind', args, where)];
  }
  const { kind, kindVersion: found } = node;
  const supported = block.version;
  if (Number.isInteger(found) && found > supported) {
    return [problem('block/newer-kind-version', { kind, supported, found }, where)];
  }
  if (!Number.isInteger(found) || found < 1) {
    const args = { param: 'kindVersion', min: 1, max: supported, found };
    return [problem('block/param-range', args, { ...where, param: 'kindVersion' })];
  }
  const params = found === supported ? node.params : migrateParams(block, found, node.params);
  return checkAll(block.params as ParamSpecs, params).map((item) => ({
    ...item,
    where: { ...item.where, node: node.id },
  }));
}

/** The problem (at the parameter `repeat`) of a number of copies, or null when nodes can stand so often in a row. */
export function checkRepeat(count: number): Problem | null {
  if (Number.isInteger(count) && count >= 1 && count <= MAX_REPEAT) return null;
  const args = { param: 'repeat', min: 1, max: MAX_REPEAT, found: count };
  return problem('block/param-range', args, { param: 'repeat' });
}

function checkAll(specs: ParamSpecs, params: Readonly<Record<string, ParamValue>>): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [param, spec] of Object.entries(specs)) {
    const value = params[param];
    if (!hasOwn(params, param)) problems.push(problem('block/missing-param', { param }, { param }));
    else if (!isExpression(value)) {
      const found = checkValue(param, spec, value);
      if (found) problems.push(found);
    }
  }
  for (const param of Object.keys(params)) {
    if (hasOwn(specs, param)) continue;
    problems.push(problem('block/unknown-param', { param, known: Object.keys(specs) }, { param }));
  }
  return problems;
}

function hasOwn(object: object, key: string): boolean {
  return Object.prototype.hasOwnProperty.call(object, key);
}

/** Whether a stored value is an expression over a composite's parameters. */
export function isExpression(value: unknown): value is { readonly expr: string } {
  return typeof value === 'object' && value !== null && 'expr' in value;
}

/**
 * Carries stored parameters from an older version of their block to its current one.
 * @param from the version they were stored under, 1 to the block's own
 */
export function migrateParams(
  block: { readonly kind: string; readonly version: number; readonly migrations: readonly BlockMigration[] },
  from: number,
  params: Readonly<Record<string, ParamValue>>,
): Readonly<Record<string, ParamValue>> {
  let current = params;
  for (let version = from; version < block.version; version++) {
    const migration = block.migrations.find((candidate) => candidate.from === version);
    if (!migration) throw new Error(`${block.kind} has no migration from version ${version}`);
    current = migration.migrate(current);
  }
  return current;
}

/**
 * A node in the current version of its kind: itself when it is current, unknown or newer than we are (which
 * `checkParams` reports), else a copy with migrated parameters.
 */
export function migrateNode<N extends StoredNode>(node: N): N {
  const block = byKind.get(node.kind);
  const { kindVersion } = node;
  if (!block || !(kindVersion >= 1) || kindVersion >= block.version || !Number.isInteger(kindVersion))
    return node;
  return { ...node, kindVersion: block.version, params: migrateParams(block, kindVersion, node.params) };
}
