import type { RecipeBook } from '../recipe/types';
import type { CompositeDefinition, DocEdge, DocNode, DocOutput, Note, ParamValue, PortRef } from './types';

/**
 * Every edit there is, as data. Drag, click, paste, menu, repair, import and command line all end here.
 * `add-*` place at `index` (end when absent), so that an undone removal restores the file byte for byte.
 * `applyCommand` (apply.ts) carries them out.
 */
export type Command =
  | {
      readonly type: 'add-node';
      readonly node: DocNode;
      /** Null: no place yet (the window arranges it). */
      readonly at: readonly [number, number] | null;
      readonly index?: number;
    }
  /** Takes the node's edges, place and output entry along. */
  | { readonly type: 'remove-node'; readonly node: string }
  | { readonly type: 'set-param'; readonly node: string; readonly param: string; readonly value: ParamValue }
  | {
      readonly type: 'set-node';
      readonly node: string;
      readonly change: Partial<Pick<DocNode, 'label' | 'repeat' | 'train'>>;
    }
  /** `by` keeps the id, and so the edges. */
  | { readonly type: 'replace-node'; readonly node: string; readonly by: DocNode }
  | { readonly type: 'add-edge'; readonly edge: DocEdge; readonly index?: number }
  | { readonly type: 'remove-edge'; readonly edge: string }
  | { readonly type: 'reconnect-edge'; readonly edge: string; readonly from?: PortRef; readonly to?: PortRef }
  /** Null takes a node's place away: only the undoing of a first placement does. */
  | { readonly type: 'move-nodes'; readonly to: Readonly<Record<string, readonly [number, number] | null>> }
  | { readonly type: 'set-outputs'; readonly outputs: readonly DocOutput[] }
  | { readonly type: 'set-recipe'; readonly recipe: RecipeBook }
  | { readonly type: 'set-name'; readonly name: string }
  /** Null removes it. The stated hash is computed anew, as are those of the definitions that use this one. */
  | { readonly type: 'set-composite'; readonly id: string; readonly definition: CompositeDefinition | null }
  | { readonly type: 'set-notes'; readonly notes: readonly Note[] };
