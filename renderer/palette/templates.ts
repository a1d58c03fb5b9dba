import type { PaperReference } from '../../shared/blocks/block';
import { blockOf } from '../../shared/blocks/registry';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { analyse } from '../../shared/ir/analyse';
import type { Shape } from '../../shared/ir/shape';
import { templates, type TemplateId } from '../../templates';

/** A template as the list shows it. */
export interface TemplateEntry {
  readonly id: TemplateId;
  readonly document: InlayDocument;
  /** The paper of its first block that a paper composed. */
  readonly paper: PaperReference | null;
  readonly parameters: number;
  readonly macs: number;
  readonly slabs: readonly { readonly category: string; readonly shape: Shape | null }[];
}

/** More do not fit in a row. */
const MAX_SLABS = 9;

let entries: readonly TemplateEntry[] | undefined;

/** All templates, read and analysed once. */
export function templateEntries(): readonly TemplateEntry[] {
  entries ??= (Object.keys(templates) as TemplateId[]).map(entryOf);
  return entries;
}

function entryOf(id: TemplateId): TemplateEntry {
  const read = readDocument(templates[id]);
  if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
  const document = read.value;
  const analysis = analyse(document);
  const composites = analysis.order
    .map((node) => blockOf(analysis.entries.get(node)!.node.kind))
    .filter((block) => block?.type === 'composite');
  const slabs = analysis.order.map((node) => {
    const { node: own, analysis: known } = analysis.entries.get(node)!;
    return { category: blockOf(own.kind)?.category ?? 'input', shape: known.shape };
  });
  return {
    id,
    document,
    paper: composites[0]?.reference ?? null,
    parameters: analysis.totals.parameters,
    macs: analysis.totals.macs,
    slabs: thinned(slabs),
  };
}

/** What shows the way of the shapes: nodes that leave the shape as it is say nothing new. */
function thinned(slabs: TemplateEntry['slabs']): TemplateEntry['slabs'] {
  const telling = slabs.filter(
    ({ shape }, index) => index === 0 || String(shape) !== String(slabs[index - 1]!.shape),
  );
  return telling.slice(0, MAX_SLABS);
}
