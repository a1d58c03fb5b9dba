import type { Command } from 'commander';
import { activeRecipe } from '../../../shared/recipe/active-recipe';
import { compile } from '../../../shared/targets/tensorflow/compile';
import type { Analysis } from '../../../shared/ir/analyse';
import { analyse } from '../../../shared/ir/analyse';
import { toIr } from '../../../shared/ir/to-ir';
import { elements, formatShape, type Shape } from '../../../shared/ir/shape';
import type { InlayDocument } from '../../../shared/document/types';
import { columns } from '../columns';
import { bytes, count } from '../numbers';
import { openDocument } from '../open-document';
import { action, JSON_OPTION } from '../options';
import { orEnd, Problems, type Terminal } from '../terminal';

/** `inspect FILE`: shapes, parameters, MACs and receptive field of every node, and all that is wrong. */
export function addInspect(program: Command): void {
  program
    .command('inspect <file>')
    .description('shapes, costs and receptive field of every node; all that is wrong')
    .option(...JSON_OPTION)
    .action(
      action<[string], { json?: boolean }>((terminal, _, file) => Promise.resolve(inspect(terminal, file))),
    );
}

interface Layer {
  readonly node: string;
  readonly kind: string;
  readonly output: Shape;
  readonly parameters: number;
  readonly macs: number;
  readonly receptiveField: readonly [number, number];
}

function inspect(terminal: Terminal, file: string): number {
  const { document } = openDocument(file);
  const analysis = analyse(document);
  const layers = layersOf(document, analysis);
  const errors = analysis.problems.filter(({ severity }) => severity === 'error');
  const { macs, activationBytes, inferenceParameters } = analysis.totals;
  // The promise is about what is trained: the count is read off the compiled graph's variables, not off the drawing.
  const parameters = errors.length > 0 ? analysis.totals.parameters : compiledParameters(document);
  terminal.result({ parameters, inferenceParameters, macs, layers, problems: analysis.problems });
  terminal.line(table(terminal, layers));
  const memory = bytes(activationBytes);
  terminal.line(terminal.say('inspect/total', { parameters: count(parameters), macs: count(macs), memory }));
  if (analysis.problems.length === 0) terminal.line(terminal.say('inspect/clean'));
  analysis.problems.forEach((problem) => terminal.problem({ ...problem, where: { file, ...problem.where } }));
  return errors.length > 0 ? 2 : 0;
}

function layersOf(document: InlayDocument, analysis: Analysis): Layer[] {
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  return analysis.order.flatMap((id) => {
    const found = analysis.nodes.get(id);
    const node = nodes.get(id);
    if (!found || !node) return [];
    const { shape, parameters, macs, receptiveField } = found;
    return [{ node: id, kind: node.kind, output: shape ?? [], parameters, macs, receptiveField }];
  });
}

function compiledParameters(document: InlayDocument): number {
  const recipe = orEnd(activeRecipe(document));
  const ir = toIr(document, recipe);
  if (!ir.ok) throw new Problems(ir.problems);
  const { variables } = orEnd(compile(ir.value, recipe));
  return variables
    .filter(({ kind, trainable }) => kind === 'weight' && trainable)
    .reduce((sum, { shape }) => sum + elements(shape), 0);
}

function table(terminal: Terminal, layers: readonly Layer[]): string {
  const rows = layers.map((layer) => [
    layer.node,
    layer.kind,
    formatShape(layer.output),
    count(layer.parameters),
    count(layer.macs),
    layer.receptiveField.every((extent) => extent === layer.receptiveField[0])
      ? String(layer.receptiveField[0])
      : layer.receptiveField.join('×'),
  ]);
  const names = ['node', 'block', 'output', 'parameters', 'macs', 'sees'] as const;
  return columns([names.map((name) => terminal.say(`column/${name}`)), ...rows], [3, 4, 5]);
}
