/** A graph on the numbers 0 to n - 1, as the targets of each node's edges (one entry per edge). */
export type Successors = readonly (readonly number[])[];

/** Smallest number first: a binary heap. */
class NumberHeap {
  private readonly items: number[] = [];

  push(item: number): void {
    const { items } = this;
    let at = items.push(item) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (items[parent]! <= item) break;
      items[at] = items[parent]!;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const { items } = this;
    const first = items[0];
    const item = items.pop();
    if (first === undefined || item === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= item) break;
      items[at] = items[child]!;
      at = child;
    }
    items[at] = item;
    return first;
  }
}

/**
 * A topological order, and of all of them the first by number (Kahn 1962): among the nodes that may come next, always
 * the smallest. Nodes on a cycle or behind one are left out.
 */
export function topologicalOrder(successors: Successors): readonly number[] {
  const waiting = new Int32Array(successors.length);
  for (const targets of successors) for (const target of targets) waiting[target]!++;
  const ready = new NumberHeap();
  waiting.forEach((count, node) => count === 0 && ready.push(node));
  const order: number[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    order.push(node);
    for (const target of successors[node]!) {
      if (--waiting[target]! === 0) ready.push(target);
    }
  }
  return order;
}

/**
 * The nodes of one cycle in the order of its edges, from its smallest number on, or null. Of several cycles it is one
 * that leads into (or is) the smallest node that no topological order holds.
 * @param order what `topologicalOrder` gave
 */
export function findCycle(successors: Successors, order: readonly number[]): readonly number[] | null {
  if (order.length === successors.length) return null;
  const left = new Uint8Array(successors.length).fill(1);
  for (const node of order) left[node] = 0;
  // Every node left over has a predecessor that is left over too: walk back until a node comes again.
  const before = new Int32Array(successors.length).fill(-1);
  successors.forEach((targets, node) => {
    if (left[node] === 1) for (const target of targets) if (before[target] === -1) before[target] = node;
  });
  const seen = new Map<number, number>();
  const trail: number[] = [];
  let node = left.indexOf(1);
  while (!seen.has(node)) {
    seen.set(node, trail.length);
    trail.push(node);
    node = before[node]!;
  }
  const cycle = trail.slice(seen.get(node)).reverse();
  const start = cycle.indexOf(cycle.reduce((least, each) => Math.min(least, each)));
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}

/** Marks every node from which one of `ends` is reached, itself included. */
export function reaching(successors: Successors, ends: Iterable<number>): Uint8Array {
  const predecessors: number[][] = successors.map(() => []);
  successors.forEach((targets, node) => {
    for (const target of targets) predecessors[target]!.push(node);
  });
  const marked = new Uint8Array(successors.length);
  const open: number[] = [];
  for (const end of ends) {
    if (marked[end] === 0) open.push(end);
    marked[end] = 1;
  }
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const before of predecessors[node]!) {
      if (marked[before] === 0) open.push(before);
      marked[before] = 1;
    }
  }
  return marked;
}
