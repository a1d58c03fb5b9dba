import { blockOf } from '../../shared/blocks/registry';
import { compositeIdOf } from '../../shared/document/hash';
import type { Analysis } from '../../shared/ir/analyse';

/** Of a kind that is not registered nothing is known; it is no source. */
const UNKNOWN = { in: 'one' };

export type ImageShape = readonly [height: number, width: number, channels: number];

/** What a network asks of its data; null where that cannot be told (yet). */
export interface NetworkData {
  readonly shape: ImageShape | null;
  readonly classes: number | null;
}

/** What a data set gives. */
export interface DataFacts {
  readonly shape: ImageShape;
  readonly classes: number;
}

/** The images that a network takes, and the classes that it tells apart. */
export function networkData({ document, nodes }: Analysis): NetworkData {
  const source = document.nodes.find(
    ({ kind }) =>
      compositeIdOf(kind) === null && Object.keys((blockOf(kind)?.inputs ?? UNKNOWN) as object).length === 0,
  );
  const shape = source === undefined ? undefined : nodes.get(source.id)?.shape;
  const output = document.outputs.find(({ role }) => role === 'class');
  const logits = output === undefined ? undefined : nodes.get(output.node)?.shape;
  return {
    shape: shape?.length === 3 ? (shape as unknown as ImageShape) : null,
    classes: logits?.length === 1 ? logits[0]! : null,
  };
}

/** What of the network does not fit the data. What is not known is not blamed. */
export function misfitOf(
  network: NetworkData,
  data: DataFacts,
): { readonly shape: boolean; readonly classes: boolean } | null {
  const shape = network.shape !== null && network.shape.some((extent, axis) => extent !== data.shape[axis]);
  const classes = network.classes !== null && network.classes !== data.classes;
  return shape || classes ? { shape, classes } : null;
}

/** The set to begin with: the first that fits, rather one that is here; else the first here, else the first. */
export function bestData(
  network: NetworkData,
  sets: readonly (DataFacts & { readonly name: string; readonly present: boolean })[],
): string | null {
  const fitting = sets.filter((set) => misfitOf(network, set) === null);
  const here = (list: typeof sets) => list.find(({ present }) => present);
  const [first] = sets;
  // What is named nowhere else decides between sets of one shape: MNIST comes before Fashion-MNIST.
  return (here(fitting) ?? fitting[0] ?? here(sets) ?? first)?.name ?? null;
}
