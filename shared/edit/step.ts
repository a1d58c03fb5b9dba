import { own } from '../document/own';
import type { StepLabel } from '../document/history';
import type { DocNode, InlayDocument } from '../document/types';
import { compositeIdOf } from '../document/hash';
import type { RepairCode } from '../problems/repairs';

/** A node in a sentence: its label where it has one, else its block's name in the reader's language. */
interface Named {
  readonly kind: string;
  readonly label: string;
}

interface Joined extends Named {
  readonly toKind: string;
  readonly toLabel: string;
}

type Nothing = Readonly<Record<string, never>>;
interface Counted {
  readonly count: number;
}

type RepairSteps = { readonly [R in RepairCode as `repair/${R}`]: Nothing };

/** Every kind of step that edits make, and the arguments of its words in the language catalogues (`history`). */
export interface StepArguments extends RepairSteps {
  add: Named;
  insert: Named;
  'move-onto-edge': Named;
  connect: Joined;
  reconnect: Joined;
  'remove-node': Named;
  'remove-nodes': Counted;
  'remove-edge': Nothing;
  'remove-edges': Counted;
  paste: Named;
  'paste-many': Counted;
  duplicate: Named;
  'duplicate-many': Counted;
  'set-param': Named & { readonly param: string };
  /** `block`: the name of the definition that holds the node. */
  'set-inner-param': Named & { readonly param: string; readonly block: string };
  detach: Named;
  rename: Named;
  freeze: Named;
  'freeze-many': Counted;
  unfreeze: Named;
  'unfreeze-many': Counted;
  'set-repeat': Named & { readonly repeat: number | string };
  move: Named;
  'move-many': Counted;
  arrange: Nothing;
  'set-recipe': Nothing;
  'set-name': Nothing;
  'add-note': Nothing;
  'edit-note': Nothing;
  'remove-note': Nothing;
  'fit-to-data': Nothing;
}

/** The label of a step. */
export function step<C extends keyof StepArguments>(code: C, args: StepArguments[C]): StepLabel {
  return { code, args: { ...args } };
}

type One = { [C in keyof StepArguments]: StepArguments[C] extends Named ? C : never }[keyof StepArguments];

/** The label of a step that does one thing to some nodes: it names a single one, and counts several. */
export function stepOn(
  one: Extract<One, 'paste' | 'duplicate' | 'freeze' | 'unfreeze' | 'move' | 'remove-node'>,
  nodes: readonly DocNode[],
  document: Pick<InlayDocument, 'composites'>,
): StepLabel {
  const [first, ...others] = nodes;
  if (first !== undefined && others.length === 0) return step(one, named(first, document));
  const many = one === 'remove-node' ? 'remove-nodes' : (`${one}-many` as const);
  return step(many, { count: nodes.length });
}

/** What a node is called: a user's own block by its name, since the document may lose it before the step is read. */
export function named(
  { kind, label }: Pick<DocNode, 'kind' | 'label'>,
  { composites }: Pick<InlayDocument, 'composites'>,
): Named {
  if (label !== '') return { kind, label };
  const id = compositeIdOf(kind);
  return { kind, label: id === null ? '' : (own(composites, id)?.name ?? '') };
}

/** What a node of this id is called; its id when there is no such node. */
export function namedById(id: string, document: InlayDocument): Named {
  const node = document.nodes.find((candidate) => candidate.id === id);
  return node ? named(node, document) : { kind: '', label: id };
}
