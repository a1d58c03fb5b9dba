import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { explain } from '../../../shared/language/explain';
import type { ExportFormat, ParityReport } from '../../../shared/protocol/parity-report';
import { exportModel, parseFormats } from '../../engine/export';
import { contentOfDocument, contentOfRun, type ExportContent } from '../../engine/export/content';
import { loadRunRecord, RUN_FILE } from '../../engine/runs/record';
import type { TfRuntime } from '../../engine/tf-runtime';
import { dataSource, startEngine } from '../engine';
import { orEndAll } from '../follow-run';
import { short } from '../numbers';
import { openDocument } from '../open-document';
import { action, JSON_OPTION } from '../options';
import { orEnd, type Terminal } from '../terminal';

interface ExportFlags {
  readonly format: string;
  readonly out: string;
  readonly data?: string;
  readonly checkpoint: 'last' | 'best';
  readonly json?: boolean;
}

/** `export RUN|FILE --format savedmodel|keras|all --out DIR`, each with its parity report. */
export function addExport(program: Command): void {
  program
    .command('export <run-or-file>')
    .description('take a trained run, or a document with fresh weights, to another framework, checked')
    .requiredOption('--format <format>', 'savedmodel, keras or all')
    .requiredOption('--out <folder>', 'where to')
    .option('--data <name|folder>', "images for the check (default: the run's own; random for a document)")
    .option('--checkpoint <which>', 'last or best', 'last')
    .option(...JSON_OPTION)
    .action(action<[string], ExportFlags>(exportCommand));
}

async function exportCommand(terminal: Terminal, flags: ExportFlags, source: string): Promise<number> {
  const formats = orEnd(parseFormats(flags.format));
  const isRun = fs.existsSync(path.join(source, RUN_FILE));
  const record = isRun ? loadRunRecord(source) : undefined;
  const data = flags.data === undefined ? null : dataSource(flags.data);
  const content = isRun
    ? await contentOfRun(source, flags.checkpoint, data)
    : await contentOfDocument(openDocument(source).document, null, data);
  const reports = await exportContent(startEngine(record), content, formats, flags.out);
  return tellReports(terminal, reports);
}

/** Exports, or ends the command with every problem found. */
export async function exportContent(
  runtime: TfRuntime,
  content: ExportContent,
  formats: readonly ExportFormat[],
  out: string,
): Promise<readonly ParityReport[]> {
  return orEndAll(await exportModel({ ...content, formats, out, runtime }));
}

/** A line a format; the exit code: 0 unless a check was made and failed. */
export function tellReports(terminal: Terminal, reports: readonly ParityReport[]): number {
  for (const report of reports) {
    terminal.result(report);
    terminal.line(terminal.say('export/done', { format: report.format, path: report.path }));
    terminal.line(`  ${verdict(terminal, report)}`);
  }
  return reports.some(({ checked, passed }) => checked && !passed) ? 2 : 0;
}

function verdict(terminal: Terminal, report: ParityReport): string {
  if (!report.checked) {
    const reason = report.problem ? explain(report.problem, terminal.language).text : '';
    return terminal.say('export/unchecked', { reason });
  }
  const relative = short(report.maxRelDifference ?? 0);
  if (report.passed) return terminal.say('export/passed', { relative, layers: report.layers.length });
  return terminal.say('export/failed', { layer: report.firstDivergingLayer ?? '', relative });
}
