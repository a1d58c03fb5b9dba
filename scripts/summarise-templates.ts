import { previewOf, thinned } from '../renderer/documents/preview';
import { compositeIdOf } from '../shared/document/hash';
import { readDocument } from '../shared/document/parse';
import type { InlayDocument } from '../shared/document/types';
import { analyse } from '../shared/ir/analyse';
import { templates, type TemplateId } from '../templates';
import { catalogue } from '../templates/catalogue';
import { ourStage } from '../templates/parity';

/** As many slabs as a card of the gallery shows. */
const MAX_SLABS = 9;

/** What the gallery shows of each template, by id: worked out when the window is built, not each time it opens. */
export function summarise(): Record<string, object> {
  return Object.fromEntries(
    (Object.keys(templates) as TemplateId[]).map((id) => {
      const read = readDocument(templates[id]);
      if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
      return [id, summaryOf(id, read.value)];
    }),
  );
}

function summaryOf(id: TemplateId, document: InlayDocument): object {
  const analysis = analyse(document);
  const { parameters, macs } = analysis.totals;
  const stages = catalogue[id].parity.rows.map((row) => ourStage(analysis, row));
  const preview = thinned(previewOf(analysis), MAX_SLABS);
  return { name: document.name, kinds: kindsOf(document), parameters, macs, preview, stages };
}

/** The blocks that a network is made of, its own definitions opened: a search for one finds it. */
function kindsOf({ nodes, composites }: InlayDocument): string[] {
  const all = [...nodes, ...Object.values(composites).flatMap((definition) => definition.nodes)];
  return [...new Set(all.map(({ kind }) => kind))].filter((kind) => compositeIdOf(kind) === null);
}
