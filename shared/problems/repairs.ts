/** Named repairs and the arguments of their sentences. */
export interface RepairArguments {
  /** Put a 1x1 convolution on the edge so that channels agree. */
  'insert-projection': { channels: number };
  /** Change one parameter of one node. */
  'set-parameter': { node: string; param: string; value: string };
  /** Take away a parameter that the block does not have. */
  'remove-parameter': { node: string; param: string };
  /** Make a node another kind of block; parameters of the same name and a good value stay. */
  'replace-kind': { node: string; kind: string };
  'set-repeat': { node: string; value: number };
  'insert-flatten': { node: string };
  'insert-global-pool': { node: string };
  'remove-edge': { edge: string };
  'remove-node': { node: string };
  /** List a node that is there as an output of the network. */
  'connect-output': { node: string };
  /** Put a new output behind a node. */
  'add-output': { node: string };
}

export type RepairCode = keyof RepairArguments;
