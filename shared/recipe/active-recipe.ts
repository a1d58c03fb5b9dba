import type { InlayDocument } from '../document/types';
import { own } from '../document/own';
import { problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import type { Recipe } from './types';

/**
 * A document's recipe by id, or the one in use.
 * Problem: `document/unknown-recipe`, with the ids there are.
 */
export function activeRecipe(document: Pick<InlayDocument, 'recipe'>, id?: string): Result<Recipe> {
  const { active, recipes } = document.recipe;
  const wanted = id ?? active;
  const recipe = own(recipes, wanted);
  if (recipe !== undefined) return success(recipe);
  return failure(problem('document/unknown-recipe', { id: wanted, known: Object.keys(recipes) }));
}
