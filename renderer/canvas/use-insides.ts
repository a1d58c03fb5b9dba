import { useEffect, useState } from 'react';
import { portsOfKind } from '../../shared/edit/nodes';
import type { Analysis } from '../../shared/ir/analyse';
import { insideOf } from '../../shared/ir/inside';
import { insideLayout, tellLayoutFailed } from './arrange';
import type { InsideLayout } from './graph';
import type { Size } from './sizes';

type Insides = ReadonlyMap<string, InsideLayout>;

const NONE: Insides = new Map();

/** `a` and `a/b` are open: `a/b` is seen, and must be laid out first, since its size is part of `a`'s inside. */
function seen(opened: readonly string[]): readonly string[] {
  const all = new Set(opened);
  const parents = (path: string): readonly string[] =>
    path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const depth = (path: string): number => path.split('/').length;
  return opened
    .filter((path) => parents(path).every((parent) => all.has(parent)))
    .sort((a, b) => depth(b) - depth(a));
}

async function layOut(analysis: Analysis, opened: readonly string[], signal: AbortSignal): Promise<Insides> {
  const { composites } = analysis.document;
  const portsOf = (kind: string) => {
    const { inputs, outputs } = portsOfKind(kind, composites);
    return { inputs: inputs.map(([name]) => name), outputs };
  };
  const made = new Map<string, InsideLayout>();
  for (const path of seen(opened)) {
    const inside = insideOf(analysis, path);
    if (inside === null) continue;
    const sizes = new Map<string, Size>();
    for (const node of inside.nodes) {
      const open = made.get(node.path);
      if (open !== undefined) sizes.set(node.id, open.size);
    }
    made.set(path, await insideLayout(inside, sizes, portsOf, signal));
  }
  // Outer ones first, as they are drawn.
  return new Map([...made].reverse());
}

function sameInsides(a: Insides, b: Insides): boolean {
  return a.size === b.size && [...a].every(([path, layout]) => b.get(path) === layout);
}

/**
 * The opened composites of a document, laid out by the layout worker. While one is being laid out anew, what was
 * known of it stays.
 */
export function useInsides(analysis: Analysis, opened: readonly string[]): Insides {
  const [insides, setInsides] = useState<Insides>(NONE);
  useEffect(() => {
    const ended = new AbortController();
    layOut(analysis, opened, ended.signal).then(
      (next) => {
        if (!ended.signal.aborted) setInsides((old) => (sameInsides(old, next) ? old : next));
      },
      () => {
        if (!ended.signal.aborted) tellLayoutFailed();
      },
    );
    return () => ended.abort();
  }, [analysis, opened]);
  return insides;
}
