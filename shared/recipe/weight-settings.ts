import type { IrWeight } from '../ir/ir';
import type { Initializer } from '../ir/primitive';
import type { ParameterRule, Recipe } from './types';

/** Factors of one weight's learning rate and decay; a frozen weight is not moved by the optimizer at all. */
export interface Multipliers {
  readonly lr: number;
  readonly decay: number;
  readonly frozen: boolean;
}

/** Whether a path is a weight's name or leads to it: `mlp3` covers `mlp3/conv3/kernel`, not `mlp30/kernel`. */
function covers(path: string, name: string): boolean {
  return name === path || name.startsWith(`${path}/`);
}

function matches(rule: ParameterRule, weight: IrWeight): boolean {
  if (rule.role !== null && rule.role !== weight.role) return false;
  return rule.path === null || covers(rule.path, weight.name);
}

/** The weight's own multipliers (from its node) times those of every rule of the recipe that matches. */
export function multipliersOf(recipe: Pick<Recipe, 'parameters'>, weight: IrWeight): Multipliers {
  let { lrMult: lr, decayMult: decay } = weight;
  for (const rule of recipe.parameters) {
    if (!matches(rule, weight)) continue;
    lr *= rule.lrMult;
    decay *= rule.decayMult;
  }
  return { lr, decay, frozen: weight.frozen };
}

/**
 * How a weight starts: as its node says; else as the last of the recipe's rules that matches and has a word on it;
 * else a kernel as the recipe says; else as its primitive says.
 */
export function initOf(recipe: Pick<Recipe, 'init' | 'parameters'>, weight: IrWeight): Initializer {
  if (weight.initOverride !== null) return weight.initOverride;
  const ruled = recipe.parameters.filter((rule) => rule.init !== null && matches(rule, weight)).pop();
  return ruled?.init ?? (weight.role === 'kernel' ? recipe.init : weight.init);
}
