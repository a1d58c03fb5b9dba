import type { IrGraph, IrWeight } from '../../ir/ir';
import { weightsOf } from '../../ir/ir';
import { maskElements, refuseHugeMasks } from '../../ir/masks';
import { catchProblem } from '../../problems/catch';
import { fail } from '../../problems/problem';
import type { Result } from '../../problems/result';
import type { Recipe } from '../../recipe/types';
import { initOf, multipliersOf } from '../../recipe/weight-settings';
import { emitGradients, headWeight } from './backward';
import type { CompiledGraph, CompiledVariable, Signature, SignatureName } from './compiled';
import { GraphBuilder, type OpRef, type TensorRef } from './graph-builder';
import { ALL_NATIVE, type KernelChoices } from './kernel-choice';
import { emitNetwork, type EmittedNetwork } from './network';
import * as ops from './ops';
import { emitUpdates, type Multipliers } from './optimizers';
import { RandomStreams } from './random-streams';
import { encodeSavedModel } from './saved-model';
import { makeSignature, type Described, type Named } from './signatures';
import { Variables } from './variables';

export interface CompileOptions {
  /** Adds the `gradients` signature. */
  readonly gradients?: boolean;
  /** How convolutions with a choice are computed; natively, those that are not in it. */
  readonly kernels?: KernelChoices;
  /** How single weights differ; the recipe's rules and the weight's own settings when left out. */
  readonly multipliers?: (weight: IrWeight) => Multipliers;
}

/**
 * Compiles a network and the way it is trained to one TensorFlow graph, forward, backward and update in it.
 * @param graph at least one input and one output
 * @param recipe optimizer, decay, clipping, the start of kernels; its batch bounds DropConnect's memory only
 * @returns the graph with the signatures of `compiled.ts`, or `graph/no-input`, `graph/no-output`,
 *   `shape/masks-too-large`
 */
export function compile(graph: IrGraph, recipe: Recipe, options: CompileOptions = {}): Result<CompiledGraph> {
  return catchProblem(() => new Compilation(graph, recipe, options).compiled());
}

/** One compilation under way: the graph grows as signatures are made. */
class Compilation {
  private readonly builder = new GraphBuilder();
  private readonly variables: Variables;
  private readonly images: ReadonlyMap<string, TensorRef>;
  private readonly imageNames: ReadonlyMap<string, string>;
  private readonly labels: TensorRef;
  private readonly lr: TensorRef;
  private readonly step: TensorRef;
  private readonly seed: TensorRef;

  constructor(
    private readonly graph: IrGraph,
    private readonly recipe: Recipe,
    private readonly options: CompileOptions,
  ) {
    refuse(graph, recipe);
    const feed = this.builder.scope('feed');
    this.imageNames = new Map(
      graph.inputs.map(({ node }, index) => [node, index === 0 ? 'images' : `images:${node}`]),
    );
    this.images = new Map(
      graph.inputs.map(({ node, shape }) => [
        node,
        ops.placeholder(feed, 'images', 'float32', [-1, ...shape]),
      ]),
    );
    this.labels = ops.placeholder(feed, 'labels', 'int32', [-1]);
    this.lr = ops.placeholder(feed, 'lr', 'float32', []);
    this.step = ops.placeholder(feed, 'step', 'int32', []);
    this.seed = ops.placeholder(feed, 'seed', 'int32', []);
    this.variables = Variables.of(this.builder, graph);
  }

  compiled(): CompiledGraph {
    const training = this.emit('training');
    const inference = this.emit('inference');
    const signatures: Partial<Record<SignatureName, Signature>> = {
      ...this.trainingSignatures(training),
      ...this.inferenceSignatures(inference),
      ...this.stateSignatures(),
    };
    const fetches = Object.values(signatures.train!.outputs).map(({ tensor }) => ({
      name: tensor.slice(0, tensor.indexOf(':')),
    }));
    return {
      savedModel: encodeSavedModel(this.builder.nodes, signatures),
      signatures,
      variables: this.describeVariables(),
      trainOps: this.builder.reachable(fetches).size,
    };
  }

  private emit(mode: 'training' | 'inference'): EmittedNetwork {
    const streams = new RandomStreams(this.builder, this.seed, this.step);
    const feeds = { images: this.images, labels: this.labels };
    const settings = { mode, kernels: this.options.kernels ?? ALL_NATIVE };
    return emitNetwork(this.builder, this.graph, settings, feeds, this.variables, streams);
  }

  private trainingSignatures(network: EmittedNetwork): Partial<Record<SignatureName, Signature>> {
    const toImages = this.options.gradients === true;
    const gradients = emitGradients(this.builder, this.graph, network, toImages);
    const updates = emitUpdates(this.builder, this.variables, {
      recipe: this.recipe,
      gradients: gradients.weights,
      multipliers: this.options.multipliers ?? ((weight) => multipliersOf(this.recipe, weight)),
      lr: this.lr,
      step: this.step,
    });
    const fed = new Map([...this.imageFeeds(), ['labels', { tensor: this.labels, shape: [-1] }] as const]);
    fed.set('step', scalar(this.step)).set('seed', scalar(this.seed));
    const train = makeSignature(
      this.builder,
      'train',
      new Map(fed).set('lr', scalar(this.lr)),
      this.scores(network, 'train'),
      [...network.assignments, ...updates],
    );
    if (!toImages) return { train };
    const fetched = new Map<string, Described>();
    for (const [name, tensor] of gradients.weights) {
      fetched.set(name, { tensor, shape: this.variables.weight(name).shape });
    }
    for (const { node, shape } of this.graph.inputs) {
      const tensor = gradients.images.get(node);
      if (tensor) fetched.set(this.imageNames.get(node)!, { tensor, shape: [-1, ...shape] });
    }
    return { train, gradients: makeSignature(this.builder, 'gradients', fed, fetched) };
  }

  private inferenceSignatures(network: EmittedNetwork): Partial<Record<SignatureName, Signature>> {
    const images = this.imageFeeds();
    const labelled = new Map([...images, ['labels', { tensor: this.labels, shape: [-1] }] as const]);
    const { logits } = this.classOutput();
    const g = this.builder.scope('infer', 'probabilities');
    const shape = [-1, ...logits.shape];
    const predicted = new Map([
      ['logits', { tensor: network.value(logits), shape }],
      ['probabilities', { tensor: ops.softmax(g, network.value(logits)), shape }],
    ]);
    return {
      evaluate: makeSignature(this.builder, 'evaluate', labelled, this.scores(network, 'infer')),
      predict: makeSignature(this.builder, 'predict', images, predicted),
      activations: makeSignature(this.builder, 'activations', images, this.activations(network)),
    };
  }

  /** Every value but the losses, which need labels. */
  private activations(network: EmittedNetwork): Named {
    const nodes = this.graph.nodes.filter(({ op }) => op !== 'cross-entropy');
    return new Map(
      nodes.flatMap(({ path, outputs }) =>
        outputs.map((output, index) => [
          outputs.length === 1 ? path : `${path}:${index}`,
          { tensor: network.value(output), shape: [-1, ...output.shape] },
        ]),
      ),
    );
  }

  /** The heads' losses, weighted and added, and how many examples the class head has right. */
  private scores(network: EmittedNetwork, path: 'train' | 'infer'): Named {
    const g = this.builder.scope(path, 'scores');
    const losses = this.graph.outputs.map(({ loss }) => {
      const weight = headWeight(this.graph, loss);
      return weight === 1 ? network.value(loss) : ops.mul(g, network.value(loss), g.float(weight));
    });
    const predicted = ops.argMax(g, network.value(this.classOutput().logits));
    const right = ops.cast(g, ops.equal(g, predicted, this.labels), 'int32');
    return new Map([
      ['loss', scalar(ops.addN(g, losses))],
      ['correct', scalar(ops.sum(g, right, [0]))],
    ]);
  }

  private stateSignatures(): Partial<Record<SignatureName, Signature>> {
    const feed = this.builder.scope('feed');
    const state = [...this.variables.allWeights(), ...this.variables.allSlots()].map((variable) => {
      const { name, shape, handle, value } = variable;
      const fed = ops.placeholder(feed.inner('variables'), name, 'float32', shape);
      const assigned = ops.assignVariable(feed.inner('variables', name), handle, fed);
      return { name, fed: { tensor: fed, shape }, value: { tensor: value, shape }, assigned };
    });
    const weights = state.slice(0, this.variables.order.length);
    const ran = (after: readonly OpRef[], name: string, fed: typeof state): Signature => {
      const done = scalar(this.builder.scope('fetch').int(1));
      const inputs = new Map(fed.map((variable) => [variable.name, variable.fed]));
      return makeSignature(this.builder, name, inputs, new Map([['done', done]]), after);
    };
    const assign = (of: typeof state) => of.map(({ assigned }) => assigned);
    const values = new Map(state.map(({ name, value }) => [name, value]));
    return {
      init: ran([...assign(weights), ...this.variables.zeroSlots()], 'init', weights),
      restore: ran(assign(state), 'restore', state),
      weights: makeSignature(this.builder, 'weights', new Map(), values),
    };
  }

  private imageFeeds(): Named {
    return new Map(
      this.graph.inputs.map(({ node, shape }) => [
        this.imageNames.get(node)!,
        { tensor: this.images.get(node)!, shape: [-1, ...shape] },
      ]),
    );
  }

  private classOutput(): IrGraph['outputs'][number] {
    return this.graph.outputs.find(({ role }) => role === 'class') ?? this.graph.outputs[0]!;
  }

  private describeVariables(): readonly CompiledVariable[] {
    const weights = weightsOf(this.graph).map((weight): CompiledVariable => {
      const { name, shape, trainable, fanIn, fanOut } = weight;
      const init = initOf(this.recipe, weight);
      return { name, kind: 'weight', weight: name, shape, trainable, init, fanIn, fanOut };
    });
    const byName = new Map(weights.map((weight) => [weight.name, weight]));
    const slots = this.variables.allSlots().map(({ name, shape, of }): CompiledVariable => {
      const { fanIn, fanOut } = byName.get(of)!;
      const init = { scheme: 'zeros' } as const;
      return { name, kind: 'slot', weight: of, shape, trainable: false, init, fanIn, fanOut };
    });
    return [...weights, ...slots];
  }
}

function scalar(tensor: TensorRef): Described {
  return { tensor, shape: [] };
}

/** Signals what no graph can be made of. */
function refuse(graph: IrGraph, recipe: Recipe): void {
  if (graph.inputs.length === 0) fail('graph/no-input', {});
  if (graph.outputs.length === 0) fail('graph/no-output', {});
  for (const node of graph.nodes) {
    refuseHugeMasks(node.path, maskElements(node), recipe.batch);
  }
}
