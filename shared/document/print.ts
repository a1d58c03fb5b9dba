import type { Recipe, RecipeBook } from '../recipe/types';
import { own } from './own';
import type {
  CompositeDefinition,
  DocEdge,
  DocNode,
  DocOutput,
  InlayDocument,
  Layout,
  Note,
  ParamValue,
  TrainSettings,
} from './types';

/** Columns a line may fill before its object or array is broken up. */
const LINE_WIDTH = 110;

/**
 * Prints a document as its canonical file: fixed key order, parameters, recipes and composites sorted by name, layout
 * in node order, two spaces of indentation, objects and arrays that fit on a line on one line, lists of objects one
 * entry below the other, a newline at the end. Documents of equal content give equal text, and a canonical text read
 * and printed again is the same to the byte.
 */
export function printDocument(document: InlayDocument): string {
  return `${layOut(orderedDocument(document), 0, 0, true)}\n`;
}

function orderedDocument(document: InlayDocument): unknown {
  const { format, version, name, nodes, edges, outputs, composites, recipe, notes, layout } = document;
  return {
    format,
    version,
    name,
    nodes: nodes.map(orderedNode),
    edges: edges.map(orderedEdge),
    outputs: outputs.map(orderedOutput),
    composites: sorted(composites, orderedComposite),
    recipe: orderedBook(recipe),
    notes: notes.map(orderedNote),
    layout: orderedLayout(nodes, layout),
  };
}

/** A record with its keys in code-unit order. */
function sorted<V, R>(record: Readonly<Record<string, V>>, each: (value: V) => R): Record<string, R> {
  const result: Record<string, R> = {};
  for (const key of Object.keys(record).sort()) result[key] = each(record[key]!);
  return result;
}

function orderedNode(node: DocNode): unknown {
  const { id, kind, kindVersion, params, label, repeat, train } = node;
  return {
    id,
    kind,
    kindVersion,
    params: sorted(params, orderedExpression),
    label,
    repeat: orderedExpression(repeat),
    train: { ...orderedTrain(train), parts: sorted(train.parts, orderedTrain) },
  };
}

function orderedExpression<V extends ParamValue>(value: V): ParamValue {
  return typeof value === 'object' && 'expr' in value ? { expr: value.expr } : value;
}

function orderedTrain({ init, lrMult, decayMult, frozen }: TrainSettings) {
  return { init: init === null ? null : variant(init, 'scheme'), lrMult, decayMult, frozen };
}

/** An object of a discriminated union: its kind, then its other keys by name. Their values are flat. */
function variant(value: object, discriminator: string): unknown {
  const { [discriminator]: kind, ...rest } = value as Record<string, unknown>;
  return { [discriminator]: kind, ...sorted(rest, (entry) => entry) };
}

function orderedEdge({ id, from, to }: DocEdge): DocEdge {
  return { id, from, to };
}

function orderedOutput({ node, role, loss, weight }: DocOutput): DocOutput {
  return { node, role, loss, weight };
}

function orderedNote({ id, text, at, size, kind, colour }: Note): Note {
  return { id, text, at, size, kind, colour };
}

function orderedLayout(nodes: readonly DocNode[], layout: Layout): Layout {
  const result: Record<string, readonly [number, number]> = {};
  for (const { id } of nodes) {
    const at = own(layout, id);
    if (at !== undefined) result[id] = at;
  }
  return result;
}

function orderedComposite(definition: CompositeDefinition): unknown {
  const { id, name, hash, params, inputs, outputs, nodes, edges, layout } = definition;
  return {
    id,
    name,
    hash,
    params: params.map(({ name: param, label, type, default: value }) => ({
      name: param,
      label,
      type,
      default: value,
    })),
    inputs: inputs.map(({ port, to }) => ({ port, to })),
    outputs: outputs.map(({ port, from }) => ({ port, from })),
    nodes: nodes.map(orderedNode),
    edges: edges.map(orderedEdge),
    layout: orderedLayout(nodes, layout),
  };
}

function orderedBook({ active, recipes }: RecipeBook): unknown {
  return { active, recipes: sorted(recipes, orderedRecipe) };
}

function orderedRecipe(recipe: Recipe): unknown {
  const { schedule, weightDecay } = recipe;
  return {
    label: recipe.label,
    optimizer: variant(recipe.optimizer, 'kind'),
    learningRate: recipe.learningRate,
    warmupSteps: recipe.warmupSteps,
    schedule:
      schedule.kind === 'step'
        ? { kind: schedule.kind, at: schedule.at.map(({ epoch, factor }) => ({ epoch, factor })) }
        : variant(schedule, 'kind'),
    weightDecay: { kind: weightDecay.kind, lambda: weightDecay.lambda },
    parameters: recipe.parameters.map(({ role, path, lrMult, decayMult, init }) => ({
      role,
      path,
      lrMult,
      decayMult,
      init: init === null ? null : variant(init, 'scheme'),
    })),
    init: variant(recipe.init, 'scheme'),
    batch: recipe.batch,
    epochs: recipe.epochs,
    labelSmoothing: recipe.labelSmoothing,
    classWeights: recipe.classWeights,
    clipNorm: recipe.clipNorm,
    validation: recipe.validation,
    earlyStopping: recipe.earlyStopping,
    preprocess: variant(recipe.preprocess, 'kind'),
    augment: recipe.augment.map((augmentation) => variant(augmentation, 'kind')),
    seed: recipe.seed,
  };
}

/**
 * @param indent spaces before the line this value starts on
 * @param taken columns of that line already used (a key), and one for a comma behind
 * @param open break it up in any case
 */
function layOut(value: unknown, indent: number, taken: number, open: boolean): string {
  if (!open) {
    const flat = onOneLine(value, LINE_WIDTH - indent - taken);
    if (flat !== null) return flat;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pad = ' '.repeat(indent + 2);
  const end = `\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) {
    const items = value.map((item) => pad + layOut(item, indent + 2, 1, false));
    return `[\n${items.join(',\n')}${end}]`;
  }
  const members = Object.entries(value).map(([key, member]) => {
    const start = `${JSON.stringify(key)}: `;
    return `${pad}${start}${layOut(member, indent + 2, start.length + 1, false)}`;
  });
  return `{\n${members.join(',\n')}${end}}`;
}

/** A value on one line of at most `width` columns, or null where it does not fit or a list of objects is in it. */
function onOneLine(value: unknown, width: number): string | null {
  if (typeof value !== 'object' || value === null) {
    const scalar = JSON.stringify(value);
    return scalar.length <= width ? scalar : null;
  }
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  if (entries.length === 0) return isArray ? '[]' : '{}';
  let text = isArray ? '[' : '{ ';
  for (const [index, [key, member]] of entries.entries()) {
    if (isArray && typeof member === 'object' && member !== null && !Array.isArray(member)) return null;
    if (index > 0) text += ', ';
    if (!isArray) text += `${JSON.stringify(key)}: `;
    const rest = onOneLine(member, width - text.length);
    if (rest === null) return null;
    text += rest;
  }
  text += isArray ? ']' : ' }';
  return text.length <= width ? text : null;
}
