import type { KerasLayer } from './layer';

/**
 * Keras's snake case, from `Conv2D` to `conv2d` and from `PReLU` to `p_re_lu`: the saved weights are filed under it.
 */
export function snakeCase(className: string): string {
  return className
    .replace(/(.)([A-Z][a-z]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

/**
 * The order in which Keras keeps the layers of a Functional model, whatever the order in its config: by depth (the
 * longest way to an output), deepest first; within a depth as a depth-first walk from the outputs through the inputs
 * first met them. Saved weights are numbered along it, so a file in any other order loads values into wrong layers.
 *
 * @param layers in topological order
 * @param outputs names of the output layers, in order
 * @returns the layers that lead to an output, and all input layers
 */
export function kerasOrder(layers: readonly KerasLayer[], outputs: readonly string[]): readonly KerasLayer[] {
  const byName = new Map(layers.map((layer) => [layer.name, layer]));
  const { firstMet, finished } = walk(byName, outputs);
  const depths = new Map<string, number>();
  for (const name of [...finished].reverse()) {
    const depth = depths.get(name) ?? 0;
    depths.set(name, depth);
    for (const input of byName.get(name)!.inputs) {
      depths.set(input.layer, Math.max(depth + 1, depths.get(input.layer) ?? 0));
    }
  }
  // Inputs that lead nowhere stay in the model, before all else of depth 0.
  const kept = layers.filter((layer) => depths.has(layer.name) || layer.className === 'InputLayer');
  const depthOf = (layer: KerasLayer) => depths.get(layer.name) ?? 0;
  const indexOf = (layer: KerasLayer) => firstMet.get(layer.name) ?? -1;
  return kept.sort((a, b) => depthOf(b) - depthOf(a) || indexOf(a) - indexOf(b));
}

/** Depth-first, without recursion: networks may be deeper than the stack. */
function walk(byName: ReadonlyMap<string, KerasLayer>, outputs: readonly string[]) {
  const firstMet = new Map<string, number>();
  const finished: string[] = [];
  for (const output of outputs) {
    const stack: { readonly name: string; next: number }[] = [];
    const enter = (name: string) => {
      if (firstMet.has(name)) return;
      firstMet.set(name, firstMet.size);
      stack.push({ name, next: 0 });
    };
    enter(output);
    while (stack.length > 0) {
      const top = stack[stack.length - 1]!;
      const input = byName.get(top.name)!.inputs[top.next++];
      if (input) enter(input.layer);
      else finished.push(stack.pop()!.name);
    }
  }
  return { firstMet, finished };
}

/**
 * Where a `.keras` file keeps each layer's variables: `layers/<snake>[_k]/vars`. The first of a class has no number;
 * `keras.ops` calls are no layers and take none.
 *
 * @param ordered layers as `kerasOrder` returns them
 * @returns folder by layer name
 */
export function variableFolders(ordered: readonly KerasLayer[]): ReadonlyMap<string, string> {
  const used = new Map<string, number>();
  const folders = new Map<string, string>();
  for (const layer of ordered) {
    if (layer.module !== 'keras.layers') continue;
    const snake = snakeCase(layer.className);
    const count = used.get(snake) ?? 0;
    used.set(snake, count + 1);
    folders.set(layer.name, `layers/${count === 0 ? snake : `${snake}_${count}`}/vars`);
  }
  return folders;
}
