import type { IrWeight } from '../../ir/ir';
import type { OptimizerSpec, Recipe } from '../../recipe/types';
import {
  attr,
  type GraphBuilder,
  type NodeOptions,
  type OpRef,
  type Scope,
  type TensorRef,
} from './graph-builder';
import * as ops from './ops';
import type { Variables } from './variables';

/** How a weight's learning rate and decay differ from the recipe's. */
export interface Multipliers {
  readonly lr: number;
  readonly decay: number;
}

/** What the updates of a step are made from. */
export interface UpdateInputs {
  readonly recipe: Pick<Recipe, 'optimizer' | 'weightDecay' | 'clipNorm'>;
  /** Gradients of the loss, by weight name. */
  readonly gradients: ReadonlyMap<string, TensorRef>;
  readonly multipliers: (weight: IrWeight) => Multipliers;
  /** float32 scalar, fed. */
  readonly lr: TensorRef;
  /** int32 scalar, fed: steps done before this one. */
  readonly step: TensorRef;
}

/**
 * Emits one update of every weight that has a gradient, in PyTorch's forms and order: the gradients are clipped
 * together, L2 is added to them (or decoupled decay taken off the weight), then the optimizer moves the weight.
 *
 * - sgd: w -= lr g
 * - momentum: v = mu v + g; w -= lr v. Nesterov: w -= lr (g + mu v)
 * - rmsprop: s = a s + (1 - a) g^2; u = g / (sqrt(s) + eps); w -= lr u, or momentum on u
 * - adam, adamw: with bias-corrected moments m' and v', w -= lr m' / (sqrt(v') + eps); t is the step counted from 1
 *
 * L2 is lambda w in the gradient; decoupled decay is w -= lr lambda w, before the rest. AdamW is always decoupled.
 * @returns the ops a step has to wait for
 */
export function emitUpdates(
  builder: GraphBuilder,
  variables: Variables,
  { recipe, gradients, multipliers, lr, step }: UpdateInputs,
): readonly OpRef[] {
  const shared = builder.scope('train', 'optimizer');
  const clipped = recipe.clipNorm === null ? gradients : clip(shared, gradients, recipe.clipNorm);
  const rule = ruleOf(recipe.optimizer, shared, step);
  const decoupled = recipe.weightDecay.kind === 'decoupled' || recipe.optimizer.kind === 'adamw';
  const rates = new Map<number, TensorRef>([[1, lr]]);
  const rateOf = (multiplier: number): TensorRef => {
    const rate = rates.get(multiplier) ?? ops.mul(shared, lr, shared.float(multiplier));
    rates.set(multiplier, rate);
    return rate;
  };
  return variables.order.flatMap((weight) => {
    const raw = clipped.get(weight.name);
    if (!raw) return [];
    const g = builder.scope('train', 'optimizer', weight.name);
    const { handle, value } = variables.weight(weight.name);
    const by = multipliers(weight);
    const rate = rateOf(by.lr);
    const lambda = recipe.weightDecay.lambda * by.decay;
    const after =
      lambda > 0 && decoupled
        ? [ops.assignSubVariable(g, handle, ops.mul(g, value, ops.mul(g, rate, g.float(lambda))))]
        : [];
    const gradient = lambda > 0 && !decoupled ? ops.add(g, raw, ops.mul(g, value, g.float(lambda))) : raw;
    const slot = (name: string) => variables.slot(weight, name);
    return rule({ g, weight: handle, gradient, rate, slot, options: { after } });
  });
}

/** Scales all gradients so that their joint norm is at most `limit` (as `torch.nn.utils.clip_grad_norm_`). */
function clip(
  g: Scope,
  gradients: ReadonlyMap<string, TensorRef>,
  limit: number,
): ReadonlyMap<string, TensorRef> {
  if (gradients.size === 0) return gradients;
  const halves = [...gradients.values()].map((gradient) => ops.l2Loss(g, gradient));
  const norm = ops.sqrt(g, ops.mul(g, ops.addN(g, halves), g.float(2)));
  const scale = ops.minimum(g, ops.div(g, g.float(limit), ops.add(g, norm, g.float(1e-6))), g.float(1));
  return new Map([...gradients].map(([name, gradient]) => [name, ops.mul(g, gradient, scale)]));
}

interface Update {
  readonly g: Scope;
  /** The variable's handle. */
  readonly weight: TensorRef;
  readonly gradient: TensorRef;
  readonly rate: TensorRef;
  readonly slot: (name: string) => { readonly handle: TensorRef; readonly value: TensorRef };
  /** What the update comes after. */
  readonly options: NodeOptions;
}

/** Moves one weight. */
type Rule = (update: Update) => readonly OpRef[];

const FLOAT = { T: attr.type('float32') };

function ruleOf(spec: OptimizerSpec, shared: Scope, step: TensorRef): Rule {
  switch (spec.kind) {
    case 'sgd':
      return descend;
    case 'momentum':
      return (update) => accelerate(update, update.gradient, spec.momentum, spec.nesterov);
    case 'rmsprop':
      return (update) => rmsprop(update, spec);
    case 'adam':
    case 'adamw':
      return adam(spec, shared, step);
  }
}

const descend: Rule = ({ g, weight, rate, gradient, options }) => [
  g.run('ResourceApplyGradientDescent', [weight, rate, gradient], FLOAT, options),
];

function accelerate(
  update: Update,
  direction: TensorRef,
  momentum: number,
  nesterov: boolean,
): readonly OpRef[] {
  const { g, weight, rate, options } = update;
  const { handle } = update.slot('momentum');
  const attrs = { ...FLOAT, use_nesterov: attr.bool(nesterov) };
  return [
    g.run('ResourceApplyMomentum', [weight, handle, rate, direction, g.float(momentum)], attrs, options),
  ];
}

type RmspropSpec = Extract<OptimizerSpec, { kind: 'rmsprop' }>;

/** TensorFlow's own RMSProp has epsilon inside the root, so this is put together from its parts. */
function rmsprop(update: Update, { decay, momentum, epsilon }: RmspropSpec): readonly OpRef[] {
  const { g, gradient } = update;
  const square = update.slot('square');
  const kept = ops.mul(g, square.value, g.float(decay));
  const fresh = ops.mul(g, ops.square(g, gradient), g.float(1 - decay));
  const mean = ops.add(g, kept, fresh);
  const direction = ops.div(g, gradient, ops.add(g, ops.sqrt(g, mean), g.float(epsilon)));
  const moved =
    momentum === 0
      ? descend({ ...update, gradient: direction })
      : accelerate(update, direction, momentum, false);
  return [ops.assignVariable(g, square.handle, mean), ...moved];
}

type AdamSpec = Extract<OptimizerSpec, { kind: 'adam' | 'adamw' }>;

/**
 * `ResourceApplyAdam` takes epsilon inside the bias correction; with c = sqrt(1 - beta2^t) it is PyTorch's form when
 * given lr c / (1 - beta1^t) and epsilon c, and powers of zero. 1 - beta^t is -expm1(t ln beta): the op's own
 * subtraction would lose three digits in the first steps.
 */
function adam({ beta1, beta2, epsilon }: AdamSpec, shared: Scope, step: TensorRef): Rule {
  const t = ops.add(shared, ops.cast(shared, step, 'float32'), shared.float(1));
  const correction = (beta: number) =>
    ops.neg(shared, ops.expm1(shared, ops.mul(shared, t, shared.float(Math.log(beta)))));
  const root = ops.sqrt(shared, correction(beta2));
  const gain = ops.div(shared, root, correction(beta1));
  const scaledEpsilon = ops.mul(shared, root, shared.float(epsilon));
  const rates = new Map<TensorRef, TensorRef>();
  return ({ g, weight, gradient, rate, slot, options }) => {
    const scaledRate = rates.get(rate) ?? ops.mul(shared, rate, gain);
    rates.set(rate, scaledRate);
    const [m, v] = [slot('m').handle, slot('v').handle];
    const [zero, one, two] = [g.float(0), g.float(beta1), g.float(beta2)];
    const inputs = [weight, m, v, zero, zero, scaledRate, one, two, scaledEpsilon, gradient];
    return [g.run('ResourceApplyAdam', inputs, FLOAT, options)];
  };
}
