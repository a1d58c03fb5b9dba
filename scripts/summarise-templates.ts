import { previewOf } from '../renderer/documents/preview';
import { readDocument } from '../shared/document/parse';
import { analyse } from '../shared/ir/analyse';
import { templates } from '../templates';

/** What the gallery shows of each template, by id: worked out when the window is built, not each time it opens. */
export function summarise(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(templates).map(([id, text]) => {
      const read = readDocument(text);
      if (!read.ok) throw new Error(`template ${id}: ${read.problems[0]?.code ?? ''}`);
      const analysis = analyse(read.value);
      const { parameters, macs } = analysis.totals;
      const kinds = [...new Set(read.value.nodes.map(({ kind }) => kind))];
      return [id, { name: read.value.name, kinds, parameters, macs, preview: previewOf(analysis) }];
    }),
  );
}
