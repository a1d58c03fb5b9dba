import { defaultRecipeBook } from '../recipe/defaults';
import { DOCUMENT_VERSION, type InlayDocument } from './types';

/** A new document: no nodes, the default recipe. */
export function emptyDocument(name: string): InlayDocument {
  return {
    format: 'inlay',
    version: DOCUMENT_VERSION,
    name,
    nodes: [],
    edges: [],
    outputs: [],
    composites: {},
    recipe: defaultRecipeBook(),
    notes: [],
    layout: {},
  };
}
