import * as z from 'zod';
import { recipeBookSchema } from '../recipe/schema';
import {
  compositeSchema,
  edgeSchema,
  MAX_EDGES,
  nameSchema,
  nodeSchema,
  notesSchema,
  outputsSchema,
  paramValueSchema,
  portRefSchema,
  positionSchema,
} from './schema';
import { dictionary, idSchema, integer, strict, variants } from './strict';

const index = integer(0, MAX_EDGES).optional();
const place = positionSchema.nullable();

const changeSchema = strict({
  label: nodeSchema.shape.label.optional(),
  repeat: nodeSchema.shape.repeat.optional(),
  train: nodeSchema.shape.train.optional(),
});

/**
 * Every command as data. Commands also come out of journals and, later, scripts, and whatever passes here keeps a
 * document savable: the values are checked with the file's own schemas.
 */
export const commandSchema = variants('type', [
  strict({ type: z.literal('add-node'), node: nodeSchema, at: place, index }),
  strict({ type: z.literal('remove-node'), node: idSchema }),
  strict({ type: z.literal('set-param'), node: idSchema, param: idSchema, value: paramValueSchema }),
  strict({ type: z.literal('set-node'), node: idSchema, change: changeSchema }),
  strict({ type: z.literal('replace-node'), node: idSchema, by: nodeSchema }),
  strict({ type: z.literal('add-edge'), edge: edgeSchema, index }),
  strict({ type: z.literal('remove-edge'), edge: idSchema }),
  strict({
    type: z.literal('reconnect-edge'),
    edge: idSchema,
    from: portRefSchema.optional(),
    to: portRefSchema.optional(),
  }),
  strict({ type: z.literal('move-nodes'), to: dictionary(place) }),
  strict({ type: z.literal('set-outputs'), outputs: outputsSchema }),
  strict({ type: z.literal('set-recipe'), recipe: recipeBookSchema }),
  strict({ type: z.literal('set-name'), name: nameSchema }),
  strict({ type: z.literal('set-composite'), id: idSchema, definition: compositeSchema.nullable() }),
  strict({ type: z.literal('set-notes'), notes: notesSchema }),
]);
