import type { DataParams } from '../blocks/block';
import { blockOf, isExpression } from '../blocks/registry';
import { applyCommands } from '../document/apply';
import type { Command } from '../document/command';
import { evaluate, namesIn, parseExpression, type ExpressionValue } from '../document/expression';
import { compositeIdOf } from '../document/hash';
import { newHistory } from '../document/history';
import { own } from '../document/own';
import type { DocNode, Expression, InlayDocument, ParamValue } from '../document/types';
import { analyse, type Analysis, type NodeAnalysis } from '../ir/analyse';
import { insideOf } from '../ir/inside';
import type { Shape } from '../ir/shape';
import { placeOf, setInnerParam } from './inner';

/** One parameter that a data set decides. */
export interface DataChange {
  /** A node of the document, or the path of one inside a user's composite, whose definition changes. */
  readonly node: string;
  readonly param: string;
  readonly from: ParamValue;
  readonly to: ParamValue;
}

/**
 * A document on its way to fit, analysed after every change. Nodes are called by their paths; of a node that is
 * repeated the last copy is looked at.
 */
export class Fitting {
  readonly commands: Command[] = [];
  readonly changes: DataChange[] = [];
  analysis: Analysis;
  private readonly seen = new Set<string>();

  constructor(document: InlayDocument, previous?: Analysis) {
    this.analysis = analyse(document, previous);
  }

  get document(): InlayDocument {
    return this.analysis.document;
  }

  /** Sets the size of the images that enter at a node of the document, where some do. */
  image(node: DocNode, shape: readonly [height: number, width: number, channels: number]): void {
    fitsOf(node)?.image?.forEach((param, axis) => this.set(node.id, param, shape[axis]!));
  }

  /** Makes a node's result have so many channels (or values): by the node itself, or by what it reads. */
  width(path: string, count: number): void {
    const place = placeOf(this.document, path);
    const before = lastOf(this.analysisOf(path)?.shape);
    if (this.seen.has(path) || before === count || !place.ok) return;
    this.seen.add(path);
    const { node } = place.value;
    // What a composite does not decide, its inside passes on to what is before the composite.
    if (compositeIdOf(node.kind) !== null) {
      this.widthInside(path, count);
      return;
    }
    const param = fitsOf(node)?.channels;
    if (param !== undefined) {
      this.set(path, param, lastSet(node.params[param], count));
      // Some heads only average what they are given: then the maps must be as many before them.
      if (!this.isBroken(path)) return;
    }
    // Without a say of its own, a block passes on what it reads when the counts are the same.
    for (const { from, shape } of this.sourcesOf(path, null)) {
      if (shape === undefined || before === undefined || lastOf(shape) === before) this.width(from, count);
    }
  }

  private widthInside(path: string, count: number): void {
    const base = this.lastCopy(path);
    const [first] = Object.values(insideOf(this.analysis, base)?.outputs ?? {});
    if (first) this.width(`${base}/${first[0]}`, count);
  }

  /** The path whose inside is a definition's: of a repeated node that of its last copy. */
  private lastCopy(path: string): string {
    const nodes = insideOf(this.analysis, path)?.nodes ?? [];
    return nodes.some(({ id }) => id === '0') ? `${path}/${nodes.length - 1}` : path;
  }

  private analysisOf(path: string): NodeAnalysis | undefined {
    const { outer, id } = parted(path);
    if (outer === null) return this.analysis.nodes.get(id);
    return insideOf(this.analysis, outer)?.nodes.find((node) => node.id === id)?.analysis;
  }

  private isBroken(path: string): boolean {
    return this.analysisOf(path)?.problems.some(({ severity }) => severity === 'error') ?? false;
  }

  /**
   * What a node reads, also through the ports of the composite around it.
   * @param port null: at all of its ports
   */
  private sourcesOf(
    path: string,
    port: string | null,
  ): readonly { from: string; shape: Shape | undefined }[] {
    const { outer, id } = parted(path);
    if (outer === null) {
      const incoming = this.analysis.wiring.get(id)?.incoming ?? [];
      return incoming
        .filter(({ to }) => port === null || to[1] === port)
        .map((edge) => ({ from: edge.from[0], shape: this.analysis.edges.get(edge.id) }));
    }
    const inside = insideOf(this.analysis, outer);
    if (!inside) return [];
    const reaches = (to: readonly [string, string]) => to[0] === id && (port === null || to[1] === port);
    const inner = inside.edges.filter(({ to }) => reaches(to));
    const ports = Object.entries(inside.inputs).filter(([, to]) => to.some(reaches));
    return [
      ...inner.map(({ from, shape }) => ({
        from: this.ofCopy(`${outer}/${from[0]}`),
        shape: shape ?? undefined,
      })),
      ...ports.flatMap(([outerPort]) => this.sourcesOf(this.ofCopy(outer), outerPort)),
    ];
  }

  /** The node that a path names, be it one of its copies. */
  private ofCopy(path: string): string {
    return path.replace(/\/\d+$/, '');
  }

  /** Sets a parameter where it is stored; where that is an expression, what the expression is made from. */
  private set(path: string, param: string, value: ParamValue): void {
    const place = placeOf(this.document, path);
    if (!place.ok) return;
    const from = own(place.value.node.params, param);
    if (from === undefined || JSON.stringify(from) === JSON.stringify(value)) return;
    if (isExpression(from)) {
      this.setThrough(from, path, value);
      return;
    }
    const edit = setInnerParam(newHistory(this.document), path, param, value);
    const applied = edit.ok ? applyCommands(this.document, edit.value.commands) : edit;
    // Definitions that contain each other, which no edit can touch.
    if (!edit.ok || !applied.ok) return;
    this.analysis = analyse(applied.value.doc, this.analysis);
    this.commands.push(...edit.value.commands);
    this.changes.push({ node: path, param, from, to: value });
  }

  /** Finds an exposed parameter, and its value, that make an expression give what is wanted. */
  private setThrough({ expr }: Expression, path: string, value: ParamValue): void {
    const tree = parseExpression(expr);
    const { outer } = parted(path);
    const count = Array.isArray(value) ? (value as readonly number[])[value.length - 1] : value;
    if (!tree.ok || outer === null || typeof count !== 'number') return;
    const env = { ...this.exposed(outer), repeat: this.indexAt(path) };
    const now = evaluate(tree.value, env);
    for (const name of namesIn(tree.value)) {
      const old = own(env, name);
      if (name === 'repeat' || typeof old !== 'number' || !now.ok || typeof now.value !== 'number') continue;
      // Exact for what is proportional to a parameter or shifted against it, which is what widths are.
      const guesses = [count, Math.round((old * count) / now.value), old + count - now.value];
      const found = guesses.find((guess) => {
        const made = evaluate(tree.value, { ...env, [name]: guess });
        return made.ok && made.value === count;
      });
      if (found === undefined) continue;
      this.set(this.ofCopy(outer), name, found);
      return;
    }
  }

  /** The values of the parameters that a composite exposes, where it stands at a path. */
  private exposed(path: string): Readonly<Record<string, ExpressionValue>> {
    const { outer, id } = parted(path);
    const params =
      outer === null
        ? this.document.nodes.find((node) => node.id === id)?.params
        : insideOf(this.analysis, outer)?.nodes.find((node) => node.id === id)?.params;
    const plain = Object.entries(params ?? {}).filter(
      (entry): entry is [string, ExpressionValue] => typeof entry[1] !== 'object',
    );
    return Object.fromEntries(plain);
  }

  /** The repeat index that a node's expressions see: its own last copy's, or that of a copy around it. */
  private indexAt(path: string): number {
    const last = /(?:^|\/)(\d+)(?:\/[^/\d][^/]*)*$/.exec(this.lastCopy(path));
    return Number(last?.[1] ?? 0);
  }
}

/** A path's last id, and the path of what is around it. */
function parted(path: string): { readonly outer: string | null; readonly id: string } {
  const at = path.lastIndexOf('/');
  return at === -1 ? { outer: null, id: path } : { outer: path.slice(0, at), id: path.slice(at + 1) };
}

function fitsOf({ kind }: DocNode): DataParams<Record<string, never>> | undefined {
  return blockOf(kind)?.fits;
}

function lastOf(shape: Shape | null | undefined): number | undefined {
  return shape?.[shape.length - 1];
}

/** A count, or a list with this count as its last entry. */
function lastSet(value: ParamValue | undefined, count: number): ParamValue {
  return Array.isArray(value) ? [...(value as readonly number[]).slice(0, -1), count] : count;
}
