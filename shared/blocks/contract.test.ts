import { describe, expect, it } from 'vitest';
import type { DocEdge, DocNode, InlayDocument, ParamValue, PortRef } from '../document/types';
import { emptyDocument } from '../document/empty';
import { analyse } from '../ir/analyse';
import { toIr } from '../ir/to-ir';
import { weightsOf } from '../ir/ir';
import type { Shape } from '../ir/shape';
import type { ProblemCode } from '../problems/catalogue';
import { ProblemSignal } from '../problems/problem';
import type { AnyBlock, Fragment, InputPorts } from './block';
import { checkValue } from './check-value';
import { documentsOf } from './documents';
import { blockFolders, generatedFiles } from '../../scripts/generate-registry.mjs';
import type { ParamSpec, ParamSpecs } from './params';
import { allBlocks, blockOf, createNode, defaultParams, portsOf } from './registry';
import { fillPorts, tryNode } from './test-support';
import { readFileSync } from 'node:fs';

/** Shapes a test offers to a block's ports; for each block the first combination that its defaults take is used. */
const SHAPES: readonly Shape[] = [32, 10, 11, 4, 1].flatMap((channels) => [[12, 14, channels], [channels]]);
const portsOfBlock = (block: AnyBlock) => Object.entries(block.inputs as InputPorts);

function combinations(block: AnyBlock): readonly (readonly Shape[])[] {
  return portsOfBlock(block).reduce<readonly (readonly Shape[])[]>(
    (sofar, [, count]) =>
      sofar.flatMap((shapes) =>
        SHAPES.map((shape) => [...shapes, shape, ...(count === 'many' ? [shape] : [])]),
      ),
    [[]],
  );
}

/** Whether a node lowers on these shapes. Anything but a problem that stands in the way is a fault. */
function lowers(node: DocNode, shapes: readonly Shape[]): boolean {
  try {
    tryNode(node, ...shapes);
    return true;
  } catch (error) {
    if (error instanceof ProblemSignal) return false;
    throw error;
  }
}

/** Problems of parameters that contradict each other, whatever comes in: 1 filter in 32 groups. */
const CONTRADICTIONS: readonly ProblemCode[] = ['shape/groups', 'block/param-length', 'shape/reshape'];

/** Whether some change of a single parameter cannot stand beside the defaults of the others, and says so. */
function contradicts(node: DocNode, shapes: readonly Shape[]): boolean {
  try {
    tryNode(node, ...shapes);
    return false;
  } catch (error) {
    return error instanceof ProblemSignal && CONTRADICTIONS.includes(error.problem.code);
  }
}

function shapesFor(node: DocNode): readonly Shape[] | undefined {
  return combinations(blockOf(node.kind)!).find((shapes) => lowers(node, shapes));
}

/** Values to try beside a parameter's default, the others staying as they are. */
function variations(spec: ParamSpec): readonly ParamValue[] {
  switch (spec.type) {
    case 'int':
      return [spec.min, Math.min(spec.max, spec.default + 1), 4];
    case 'number':
      return [spec.min, Math.min(spec.max, spec.default + 0.1)];
    case 'boolean':
      return [!spec.default];
    case 'choice':
      return spec.options;
    case 'pair':
      return [
        [1, 1],
        [2, 3],
      ];
    case 'ints':
      return [[...spec.default, 7], spec.minLength === 0 ? [] : [5]];
    case 'padding':
      return ['same', 'valid', ...(spec.ceil ? ['ceil'] : []), [1, 0, 0, 1]];
  }
}

function variants(block: AnyBlock): readonly DocNode[] {
  const specs = Object.entries(block.params as ParamSpecs);
  const changes = specs.flatMap(([name, spec]) =>
    variations(spec)
      .filter((value) => checkValue(name, spec, value) === null)
      .map((value) => ({ [name]: value })),
  );
  return [{}, ...changes].map((change) => createNode(block.kind, 'b', change));
}

// ---- open and closed ----------------------------------------------------------------------------------------------

interface Feeds {
  readonly nodes: readonly DocNode[];
  /** One output per value, in the order of the block's ports. */
  readonly refs: readonly PortRef[];
}

function feeds(shapes: readonly Shape[]): Feeds {
  const nodes: DocNode[] = [];
  const refs = shapes.map((shape, index): PortRef => {
    const [height, width, channels] = shape.length === 3 ? shape : [4, 4, ...shape];
    nodes.push(createNode('input', `in${index}`, { height: height!, width: width!, channels: channels! }));
    if (shape.length === 3) return [`in${index}`, 'out'];
    nodes.push(createNode('global-average-pool', `vector${index}`));
    edgesOfFeeds.push({ from: [`in${index}`, 'out'], to: [`vector${index}`, 'in'] });
    return [`vector${index}`, 'out'];
  });
  return { nodes, refs };
}
let edgesOfFeeds: Omit<DocEdge, 'id'>[] = [];

/** Feeds, then the middle, then what makes any output a vector and ends the network. */
function around(shapes: readonly Shape[], middle: (refs: readonly PortRef[]) => Middle): InlayDocument {
  edgesOfFeeds = [];
  const { nodes, refs } = feeds(shapes);
  const inner = middle(refs);
  const edges = [
    ...edgesOfFeeds,
    ...inner.edges,
    { from: inner.output, to: ['flat', 'in'] as const },
    { from: ['flat', 'out'] as const, to: ['end', 'in'] as const },
  ];
  return {
    ...emptyDocument('contract'),
    nodes: [...nodes, ...inner.nodes, createNode('flatten', 'flat'), createNode('output', 'end')],
    edges: edges.map((edge, index) => ({ id: `e${index}`, ...edge })),
    outputs: [{ node: 'end', role: 'class', loss: 'cross-entropy', weight: 1 }],
  };
}

interface Middle {
  readonly nodes: readonly DocNode[];
  readonly edges: readonly Omit<DocEdge, 'id'>[];
  readonly output: PortRef;
}

/** Input refs by port. */
function byPort(block: AnyBlock, refs: readonly PortRef[]): ReadonlyMap<string, readonly PortRef[]> {
  return fillPorts(block.inputs as InputPorts, refs);
}

function closed(node: DocNode, shapes: readonly Shape[]): InlayDocument {
  const block = blockOf(node.kind)!;
  return around(shapes, (refs) => ({
    nodes: [node],
    edges: [...byPort(block, refs)].flatMap(([port, from]) =>
      from.map((ref) => ({ from: ref, to: [node.id, port] as const })),
    ),
    output: [node.id, String(block.outputs[0])],
  }));
}

function opened(node: DocNode, shapes: readonly Shape[]): InlayDocument {
  const block = blockOf(node.kind)!;
  if (block.type !== 'composite') throw new Error(`${node.kind} does not open`);
  const ports = block.inputs as InputPorts;
  const portShapes = [...fillPorts(ports, shapes)].map(([port, at]) => [
    port,
    ports[port] === 'many' ? at : at[0],
  ]);
  const fragment: Fragment = block.expand(
    node.params,
    Object.fromEntries(portShapes) as Record<string, Shape>,
  );
  const id = (inner: string) => `${node.id}_${inner}`;
  return around(shapes, (refs) => ({
    nodes: fragment.nodes.map((inner) => createNode(inner.kind, id(inner.id), inner.params)),
    edges: [
      ...[...byPort(block, refs)].flatMap(([port, from]) => {
        const targets = fragment.inputs[port]!;
        const pairs =
          (block.inputs as InputPorts)[port] === 'many'
            ? from.map((ref, index) => [ref, targets[index]!] as const)
            : targets.map((to) => [from[0]!, to] as const);
        return pairs.map(([ref, [inner, to]]) => ({ from: ref, to: [id(inner), to] as const }));
      }),
      ...fragment.edges.map(({ from, to }) => ({
        from: [id(from[0]), from[1]] as const,
        to: [id(to[0]), to[1]] as const,
      })),
    ],
    output: [id(Object.values(fragment.outputs)[0]![0]), Object.values(fragment.outputs)[0]![1]],
  }));
}

/** What must not depend on whether a composite is open. */
function essence(document: InlayDocument) {
  const analysis = analyse(document);
  const ir = toIr(document, { labelSmoothing: 0, classWeights: null }, analysis);
  if (!ir.ok) throw new Error(JSON.stringify(ir.problems));
  return {
    totals: analysis.totals,
    field: analysis.nodes.get('end')!.receptiveField,
    shape: analysis.nodes.get('flat')!.outputs,
    weights: weightsOf(ir.value).map(({ name, shape, init }) => ({
      name: name.replace('_', '/'),
      shape,
      init,
    })),
    ops: ir.value.nodes.map(({ op, attrs }) => ({ op, attrs })).sort((a, b) => (a.op < b.op ? -1 : 1)),
  };
}

// ---- the contract -------------------------------------------------------------------------------------------------

const SECTIONS = {
  en: ['## Formula', '## What it does', '## What it costs', '## When to use it', '## Why'],
  'zh-TW': ['## 公式', '## 作用', '## 成本', '## 何時使用', '## 為什麼', '## 論文出處'],
} as const;
const CHINESE = /[\u4e00-\u9fff]/g;
const SIMPLIFIED = /[这为与个张层图网络权训练变对时会间数输从学卷积参]/;
const TRADITIONAL_TOO = '卷';

describe('the registry', () => {
  it('is current: every folder, nothing else', () => {
    for (const [path, text] of Object.entries(generatedFiles())) {
      expect(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'), path).toBe(text);
    }
    expect(allBlocks().map(({ category, kind }) => `${category}/${kind}`)).toEqual(blockFolders());
  });

  it('has no kind twice, and answers for all of them', () => {
    const kinds = allBlocks().map(({ kind }) => kind);
    expect(new Set(kinds).size).toBe(kinds.length);
    for (const kind of kinds) {
      expect(portsOf(kind)).toBe(blockOf(kind));
      expect(kind).toMatch(/^[a-z][a-z0-9-]{0,63}$/);
    }
  });
});

describe.each(allBlocks().map((block) => [block.kind, block] as const))('%s', (kind, block) => {
  const specs = Object.entries(block.params as ParamSpecs);

  it('has sane parameters: defaults within limits, limits in order', () => {
    for (const [name, spec] of specs) {
      expect(name).toMatch(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/);
      expect(checkValue(name, spec, spec.default)).toBeNull();
      if ('min' in spec) expect(spec.min).toBeLessThan(spec.max);
      if ('minLength' in spec) expect(spec.minLength).toBeLessThan(spec.maxLength);
    }
    expect(Object.keys(defaultParams(kind))).toEqual(specs.map(([name]) => name));
  });

  it('has a migration from every older version', () => {
    const from = block.migrations.map((migration) => migration.from);
    expect(from).toEqual(Array.from({ length: block.version - 1 }, (_, index) => index + 1));
  });

  it('has every word in both languages', () => {
    for (const text of [block.text.en, block.text['zh-TW']]) {
      expect(Object.keys(text.params).sort()).toEqual(specs.map(([name]) => name).sort());
      for (const [, { label, help }] of Object.entries(
        text.params as Record<string, { label: string; help: string }>,
      )) {
        expect(label).not.toBe('');
        expect(help).toMatch(/[.。]$/);
      }
      expect(text.name).not.toBe('');
      expect(text.summary).toMatch(/[.。]$/);
      for (const [, spec] of specs) {
        if (spec.type === 'choice')
          expect(Object.keys(text.options ?? {})).toEqual(expect.arrayContaining([...spec.options]));
      }
    }
    expect(block.text['zh-TW'].summary).toMatch(CHINESE);
    expect(JSON.stringify(block.text['zh-TW']).replaceAll(TRADITIONAL_TOO, '')).not.toMatch(SIMPLIFIED);
  });

  it('has a Learn page in both languages and a figure that takes the reader’s colour', () => {
    const { en, 'zh-TW': chinese, figure } = documentsOf(block);
    for (const section of SECTIONS.en) expect(en).toContain(section);
    expect(en).toMatch(/## In the papers?/);
    for (const section of SECTIONS['zh-TW']) expect(chinese).toContain(section);
    expect(en.split(/\s+/).length).toBeGreaterThan(120);
    expect(chinese.match(CHINESE)?.length ?? 0).toBeGreaterThan(200);
    expect(chinese.replaceAll(TRADITIONAL_TOO, '')).not.toMatch(SIMPLIFIED);
    expect(figure).toMatch(/^<svg [^>]*viewBox="0 0 \d+ \d+"[^>]*>\n {2}<title>[^<]+<\/title>/);
    expect(figure).toContain('currentColor');
    expect(figure).not.toMatch(/#[0-9a-f]{3,8}\b|var\(|<style|<script|href=/i);
  });

  it('lowers with its defaults, writes a caption, and never throws anything but a problem', () => {
    const shapes = shapesFor(createNode(kind, 'b'));
    expect(shapes).toBeDefined();
    for (const node of variants(block)) {
      expect(block.caption(node.params)).toMatch(/\S/);
      lowers(node, shapes!);
      const taken = shapesFor(node);
      if (!taken && contradicts(node, shapes!)) continue;
      expect(taken, JSON.stringify(node.params)).toBeDefined();
      expect(tryNode(node, ...taken!).nodes.length).toBeGreaterThan(0);
    }
  });

  it('gives every port it declares', () => {
    const node = createNode(kind, 'b');
    expect(Object.keys(tryNode(node, ...shapesFor(node)!).outputs)).toEqual(block.outputs);
  });
});

const composites = allBlocks().filter(({ type }) => type === 'composite');

it.each(composites.map((block) => [block.kind, block] as const))(
  '%s is one network open or closed',
  (_, block) => {
    for (const node of variants(block)) {
      const shapes = shapesFor(node);
      if (!shapes) continue;
      expect(essence(opened(node, shapes))).toEqual(essence(closed(node, shapes)));
    }
  },
);
