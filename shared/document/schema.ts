import * as z from 'zod';
import { initializerSchema, multiplierSchema, pathSchema, recipeBookSchema } from '../recipe/schema';
import { boolean, dictionary, idSchema, integer, list, number, oneOf, strict, text } from './strict';
import { DOCUMENT_VERSION } from './types';

/** Nodes in one graph, and in all composites together. A bigger file is refused before its nodes are looked at. */
export const MAX_NODES = 20_000;
export const MAX_EDGES = 100_000;
/** Composite definitions; also how deep they can use each other. */
export const MAX_COMPOSITES = 1000;
const MAX_NOTES = 10_000;
const MAX_TEXT = 100_000;
/** Longest name or label. */
const MAX_LABEL = 200;
/** Farthest position on the canvas, in its own pixels at zoom 1. */
const MAX_POSITION = 1e7;
/** Most copies of one node in a row. */
export const MAX_REPEAT = 1000;
/** Longest parameter expression, in UTF-16 units; also the parser's limit. */
export const MAX_EXPRESSION = 1000;

export const COMPOSITE_PREFIX = 'composite:';
const KIND = /^(?:[a-z][a-z0-9-]{0,63}|composite:[A-Za-z][A-Za-z0-9_-]{0,63})$/;

const MAX_NUMBER = Number.MAX_VALUE;
const finite = number(-MAX_NUMBER, MAX_NUMBER);

const expressionSchema = strict({ expr: text(MAX_EXPRESSION, 1) });

/** A count out of its range is told as that, not as a value that fits no form. */
const count = `integer, 1 … ${MAX_REPEAT}`;
const countSchema = z
  .number({ error: count })
  .refine(Number.isInteger, { error: count })
  .min(1, { error: count })
  .max(MAX_REPEAT, { error: count });
const repeatSchema = z.union([countSchema, expressionSchema], { error: `${count} {"expr": string}` });

export const paramValueSchema = z.union(
  [
    z.number(),
    text(MAX_EXPRESSION),
    z.boolean(),
    z.array(z.number()).max(1000, { error: 'array, ≤ 1000' }),
    expressionSchema,
  ],
  { error: 'number string true false [number, …] {"expr": string}' },
);

const trainShape = {
  init: initializerSchema.nullable(),
  lrMult: multiplierSchema,
  decayMult: multiplierSchema,
  frozen: boolean,
};

const trainSchema = strict({ ...trainShape, parts: dictionary(strict(trainShape), pathSchema) });

export const nodeSchema = strict({
  id: idSchema,
  kind: z.string({ error: 'string' }).regex(KIND, { error: '[a-z][a-z0-9-]{0,63} composite:<id>' }),
  kindVersion: integer(1, 10_000),
  params: dictionary(paramValueSchema),
  label: text(MAX_LABEL),
  repeat: repeatSchema,
  train: trainSchema,
});

export const portRefSchema = z.tuple([idSchema, idSchema], { error: '[node, port]' });

export const edgeSchema = strict({ id: idSchema, from: portRefSchema, to: portRefSchema });

const outputSchema = strict({
  node: idSchema,
  role: oneOf(['class', 'auxiliary']),
  loss: oneOf(['cross-entropy']),
  weight: number(0, 1e6),
});

const coordinate = number(-MAX_POSITION, MAX_POSITION);
export const positionSchema = z.tuple([coordinate, coordinate], { error: '[x, y]' });
const layoutSchema = dictionary(positionSchema);

const extent = number(0, MAX_POSITION);

const noteSchema = strict({
  id: idSchema,
  text: text(MAX_TEXT),
  at: positionSchema,
  size: z.tuple([extent, extent], { error: '[width, height]' }),
  kind: oneOf(['comment', 'frame']),
  colour: text(64),
});

/** Names that expressions can spell: no hyphen, and not the repeat index. */
const PARAM_NAME = /^(?!repeat$)[A-Za-z][A-Za-z0-9_]{0,63}$/;

const compositeParamSchema = strict({
  name: z.string({ error: 'string' }).regex(PARAM_NAME, { error: '[A-Za-z][A-Za-z0-9_]{0,63} ≠ repeat' }),
  label: text(MAX_LABEL),
  type: oneOf(['int', 'number', 'boolean', 'string']),
  default: z.union([finite, boolean, text(MAX_EXPRESSION)], { error: 'number string true false' }),
});

export const compositeSchema = strict({
  id: idSchema,
  name: text(MAX_LABEL),
  hash: z.string({ error: 'string' }).regex(/^[0-9a-f]{64}$/, { error: '[0-9a-f]{64}' }),
  params: list(compositeParamSchema, 200),
  inputs: list(strict({ port: idSchema, to: list(portRefSchema, 1000) }), 100),
  outputs: list(strict({ port: idSchema, from: portRefSchema }), 100),
  nodes: list(nodeSchema, MAX_NODES),
  edges: list(edgeSchema, MAX_EDGES),
  layout: layoutSchema,
});

export const nameSchema = text(MAX_LABEL);
export const outputsSchema = list(outputSchema, 1000);
export const notesSchema = list(noteSchema, MAX_NOTES);

/** Version 1 of the file, complete. Key order here is the key order of canonical files. */
export const documentSchema = strict({
  format: z.literal('inlay', { error: '"inlay"' }),
  version: z.literal(DOCUMENT_VERSION, { error: String(DOCUMENT_VERSION) }),
  name: nameSchema,
  nodes: list(nodeSchema, MAX_NODES),
  edges: list(edgeSchema, MAX_EDGES),
  outputs: outputsSchema,
  composites: dictionary(compositeSchema),
  recipe: recipeBookSchema,
  notes: notesSchema,
  layout: layoutSchema,
});
