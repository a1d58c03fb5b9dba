import type { Shape } from '../../ir/shape';

export type DType =
  'float32' | 'int32' | 'int64' | 'uint8' | 'uint16' | 'uint32' | 'uint64' | 'bool' | 'string' | 'resource';

/** One output of one node of the graph. */
export interface TensorRef {
  readonly name: string;
  readonly index: number;
  readonly dtype: DType;
}

/** A node that is waited for, not read: its name. Any `TensorRef` serves. */
export interface OpRef {
  readonly name: string;
}

/** An attribute of a node, told apart as TensorFlow's `AttrValue` does. Defaults may be left out. */
export type Attr =
  | { readonly kind: 'type'; readonly value: DType }
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'string'; readonly value: string }
  /** -1 where an extent is unknown. */
  | { readonly kind: 'shape'; readonly value: Shape }
  | { readonly kind: 'tensor'; readonly value: ConstantValue };

export interface ConstantValue {
  readonly dtype: DType;
  readonly shape: Shape;
  /** Row-major, little-endian. */
  readonly bytes: Uint8Array;
}

export type Attrs = Readonly<Record<string, Attr>>;

export const attr = {
  type: (value: DType): Attr => ({ kind: 'type', value }),
  int: (value: number): Attr => ({ kind: 'int', value }),
  ints: (value: readonly number[]): Attr => ({ kind: 'ints', value }),
  float: (value: number): Attr => ({ kind: 'float', value }),
  bool: (value: boolean): Attr => ({ kind: 'bool', value }),
  string: (value: string): Attr => ({ kind: 'string', value }),
  shape: (value: Shape): Attr => ({ kind: 'shape', value }),
  tensor: (value: ConstantValue): Attr => ({ kind: 'tensor', value }),
};

/** A node as the GraphDef will hold it. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  /** Tensor names; control inputs last, with a caret. */
  readonly inputs: readonly string[];
  readonly attrs: Attrs;
}

/** `name:index`, as feeds and fetches are named. */
export function tensorName(tensor: TensorRef): string {
  return `${tensor.name}:${tensor.index}`;
}

/** Constants up to this many bytes are shared between all who ask for the same value. */
const SHARED_CONSTANT_BYTES = 256;

/**
 * Collects the nodes of one TensorFlow graph. It knows nothing of devices: TensorFlow places the ops.
 * Nodes are added through scopes, whose paths become the names a profiler shows.
 */
export class GraphBuilder {
  private readonly byName = new Map<string, GraphNode>();
  private readonly constants = new Map<string, TensorRef>();
  private readonly suffixes = new Map<string, number>();

  get nodes(): readonly GraphNode[] {
    return [...this.byName.values()];
  }

  /** A scope at this path; characters TensorFlow does not take are replaced. */
  scope(...path: readonly string[]): Scope {
    return new Scope(this, path.map(legalPath).join('/'));
  }

  /** Adds a node under a free name that begins as asked, and returns that name. */
  add(wanted: string, node: Omit<GraphNode, 'name'>): string {
    const name = this.freeName(wanted);
    this.byName.set(name, { name, ...node });
    return name;
  }

  private freeName(wanted: string): string {
    let name = wanted;
    let suffix = this.suffixes.get(wanted) ?? 0;
    while (this.byName.has(name)) name = `${wanted}_${++suffix}`;
    this.suffixes.set(wanted, suffix);
    return name;
  }

  /** A constant; small ones of equal type, shape and bytes are one node. */
  constant(value: ConstantValue, label = 'const'): TensorRef {
    const make = () => ({
      name: this.add(`const/${legalPath(label)}`, {
        op: 'Const',
        inputs: [],
        attrs: { dtype: attr.type(value.dtype), value: attr.tensor(value) },
      }),
      index: 0,
      dtype: value.dtype,
    });
    if (value.bytes.length > SHARED_CONSTANT_BYTES) return make();
    const key = `${value.dtype}[${value.shape.join()}]${value.bytes.join()}`;
    const known = this.constants.get(key) ?? make();
    this.constants.set(key, known);
    return known;
  }

  /**
   * Names of the nodes that must run (or be there, for constants and placeholders) to make these fetches.
   * @param fetches nodes fetched or waited for
   */
  reachable(fetches: readonly OpRef[]): ReadonlySet<string> {
    const seen = new Set<string>();
    const pending = fetches.map((fetch) => fetch.name);
    for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
      if (seen.has(name)) continue;
      seen.add(name);
      for (const input of this.byName.get(name)?.inputs ?? []) pending.push(nodeOf(input));
    }
    return seen;
  }
}

/** What to call a node, and what must have run before it. */
export interface NodeOptions {
  /** Last part of the name; the op's own name when left out. */
  readonly label?: string;
  readonly after?: readonly OpRef[];
}

/** A place in the graph to add nodes to. */
export class Scope {
  constructor(
    readonly graph: GraphBuilder,
    readonly path: string,
  ) {}

  /** A scope inside this one. */
  inner(...path: readonly string[]): Scope {
    return new Scope(this.graph, [this.path, ...path.map(legalPath)].join('/'));
  }

  /** Adds an op with several outputs (or none), of these types. */
  outputs(
    op: string,
    inputs: readonly TensorRef[],
    attrs: Attrs,
    dtypes: readonly DType[],
    options: NodeOptions = {},
  ): readonly TensorRef[] {
    const name = this.run(op, inputs, attrs, options).name;
    return dtypes.map((dtype, index) => ({ name, index, dtype }));
  }

  /** Adds an op with one output. */
  one(
    op: string,
    inputs: readonly TensorRef[],
    attrs: Attrs,
    dtype: DType,
    options: NodeOptions = {},
  ): TensorRef {
    return { name: this.run(op, inputs, attrs, options).name, index: 0, dtype };
  }

  /** Adds an op that is run for its effect. */
  run(op: string, inputs: readonly TensorRef[], attrs: Attrs, options: NodeOptions = {}): OpRef {
    const data = inputs.map((input) => (input.index === 0 ? input.name : tensorName(input)));
    const control = (options.after ?? []).map((before) => `^${before.name}`);
    const name = this.graph.add(`${this.path}/${legalPath(options.label ?? op)}`, {
      op,
      inputs: [...data, ...new Set(control)],
      attrs,
    });
    return { name };
  }

  /** A float32 constant: a scalar, or values of this shape. */
  float(value: number | readonly number[], shape?: Shape): TensorRef {
    return this.constant('float32', value, shape);
  }

  /** An int32 constant: a scalar, or values of this shape (a vector when not given). */
  int(value: number | readonly number[], shape?: Shape): TensorRef {
    return this.constant('int32', value, shape);
  }

  private constant(dtype: 'float32' | 'int32', value: number | readonly number[], shape?: Shape): TensorRef {
    const values = typeof value === 'number' ? [value] : value;
    const data = dtype === 'float32' ? Float32Array.from(values) : Int32Array.from(values);
    return this.graph.constant({
      dtype,
      shape: shape ?? (typeof value === 'number' ? [] : [values.length]),
      bytes: new Uint8Array(data.buffer),
    });
  }
}

/** Node of an input's name: `^a` and `a:1` are both `a`. */
function nodeOf(input: string): string {
  const name = input.startsWith('^') ? input.slice(1) : input;
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(0, colon);
}

/**
 * A path as TensorFlow takes it (`[A-Za-z0-9.][A-Za-z0-9_.\\/>-]*`): other characters become `_`, and a part that
 * begins with one that may not lead gets an `n` before it. Two paths may fall together; `add` keeps names apart.
 */
function legalPath(path: string): string {
  return path
    .split('/')
    .map((part) => part.replace(/[^A-Za-z0-9_.-]/g, '_'))
    .map((part) => (/^[A-Za-z0-9.]/.test(part) ? part : `n${part}`))
    .join('/');
}
