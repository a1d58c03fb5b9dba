import fs from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { explain } from '../../../shared/language/explain';
import type { InlayDocument } from '../../../shared/document/types';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import type { Recipe } from '../../../shared/recipe/types';
import type { NamedTensors } from '../../../shared/weights/tensor';
import type { Dataset } from '../../engine/data/dataset';
import { settlePreprocessing, type Preprocessing } from '../../engine/data/preprocess';
import { exportModel, parseFormats, type ExportFormat, type ParityReport } from '../../engine/export';
import { loadRunRecord, RUN_FILE } from '../../engine/runs/record';
import { checkpointOf, documentOf } from '../../engine/session/run-session';
import type { TfRuntime } from '../../engine/tf-runtime';
import { openData, startEngine } from '../engine';
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

/** What leaves: a network, its weights if it was trained, and real inputs to check it on. */
interface Subject {
  readonly document: InlayDocument;
  readonly recipe: Recipe;
  readonly weights: NamedTensors | null;
  readonly data: { readonly dataset: Dataset; readonly preprocessing: Preprocessing } | null;
}

async function exportCommand(terminal: Terminal, flags: ExportFlags, source: string): Promise<number> {
  const formats = orEnd(parseFormats(flags.format));
  const isRun = fs.existsSync(path.join(source, RUN_FILE));
  const record = isRun ? loadRunRecord(source) : undefined;
  const subject = record ? await subjectOfRun(source, flags) : await subjectOfFile(source, flags);
  const reports = await exportSubject(startEngine(record), subject, formats, flags.out);
  return tellReports(terminal, reports);
}

async function subjectOfFile(file: string, flags: ExportFlags): Promise<Subject> {
  const { document } = openDocument(file);
  const recipe = orEnd(activeRecipe(document));
  if (flags.data === undefined) return { document, recipe, weights: null, data: null };
  const { dataset } = await openData(flags.data);
  const preprocessing = settlePreprocessing(recipe.preprocess, dataset.train, dataset.shape);
  return { document, recipe, weights: null, data: { dataset, preprocessing } };
}

/** A run with its newest (or best) weights; the check takes the run's own images unless told otherwise. */
export async function subjectOfRun(
  folder: string,
  flags: { readonly data?: string; readonly checkpoint: 'last' | 'best' },
): Promise<Subject> {
  const record = loadRunRecord(folder);
  const { weights } = checkpointOf(folder, flags.checkpoint);
  const { dataset } = await openData(flags.data ?? record.data.source);
  const { recipe, preprocessing } = record;
  return { document: documentOf(record), recipe, weights, data: { dataset, preprocessing } };
}

/** Exports, or ends the command with every problem found. */
export async function exportSubject(
  runtime: TfRuntime,
  subject: Subject,
  formats: readonly ExportFormat[],
  out: string,
): Promise<readonly ParityReport[]> {
  return orEndAll(await exportModel({ ...subject, formats, out, runtime }));
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
