import { benchAnalyse } from './analyse';

/** Bounds of the design, in milliseconds: everything at once, and after one edit. */
const BOUNDS = { whole: 16, edit: 4 } as const;

/** Times a document of 1,000 nodes from text to problems, and prints it beside the bounds. */
export function tellAnalyse(json: boolean): void {
  const { nodes, parseMs, fullMs, editMs, worstEditMs } = benchAnalyse();
  const whole = parseMs + fullMs;
  if (json) {
    const row = {
      name: 'analyse',
      nodes,
      parse_ms: parseMs,
      full_ms: fullMs,
      whole_ms: whole,
      edit_ms: editMs,
      worst_edit_ms: worstEditMs,
    };
    process.stdout.write(`${JSON.stringify({ rows: [row] })}\n`);
    return;
  }
  const line = (what: string, ms: number, bound?: number): string => {
    const verdict =
      bound === undefined ? '' : `  ${ms < bound ? 'within' : 'OUTSIDE'} the bound: ${bound} ms`;
    return `  ${what.padEnd(28)}${ms.toFixed(2).padStart(9)} ms${verdict}`;
  };
  const lines = [
    `A document of ${nodes} nodes, medians`,
    line('parse', parseMs),
    line('validate, infer, cost', fullMs),
    line('all of it', whole, BOUNDS.whole),
    line('after one edit', editMs, BOUNDS.edit),
    line('after the dearest edit', worstEditMs),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
