import type { InputPorts } from '../blocks/block';
import type { ParamSpec, ParamSpecs } from '../blocks/params';
import { allBlocks, blockOf, createNode } from '../blocks/registry';
import type { InlayDocument, ParamValue } from '../document/types';
import { analyse } from '../ir/analyse';
import { documentOf } from '../ir/test-support';

/* Small networks around every block that opens. Imported by tests only. */

type Params = Readonly<Record<string, ParamValue>>;

/** Every registered block that opens, by kind. */
export const compositeKinds: readonly string[] = allBlocks().flatMap(({ type, kind }) =>
  type === 'composite' ? [kind] : [],
);

/** Other values: of a choice or a switch all; of a rate one at which something is drawn at random. */
function others(spec: ParamSpec): readonly ParamValue[] {
  if (spec.type === 'boolean') return [!spec.default];
  if (spec.type === 'choice') return spec.options.filter((option) => option !== spec.default);
  return spec.type === 'number' && spec.max < 1 ? [spec.max / 2] : [];
}

/**
 * Networks around a block `b`: with its defaults first, then with each choice, switch and rate at another value. A
 * convolution before it, whose gradients pass through it, gives 12x12 maps, as many as it takes; the block's training settings say something.
 */
export function networksAround(kind: string): readonly InlayDocument[] {
  const specs = Object.entries(blockOf(kind)!.params as ParamSpecs);
  const changes = specs.flatMap(([name, spec]) => others(spec).map((value) => ({ [name]: value })));
  return [{}, ...changes].flatMap((params) => networkAround(kind, params));
}

function networkAround(kind: string, params: Params): readonly InlayDocument[] {
  const ports = Object.keys(blockOf(kind)!.inputs as InputPorts);
  const train = {
    init: { scheme: 'he-normal' } as const,
    lrMult: 0.5,
    decayMult: 2,
    frozen: false,
    parts: {},
  };
  const documents = [32, 10, 64].map((channels) =>
    documentOf(
      [
        createNode('input', 'input', { height: 12, width: 12, channels: 3 }),
        createNode('conv', 'stem', { filters: channels }),
        { ...createNode(kind, 'b', params), label: 'The block', train },
        createNode('flatten', 'flat'),
        createNode('output', 'out'),
      ],
      `input>stem ${ports.map((port) => `stem>b.${port}`).join(' ')} b>flat flat>out`,
    ),
  );
  return documents.filter((document) => analyse(document).problems.length === 0).slice(0, 1);
}
