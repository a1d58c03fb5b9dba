/** Named repairs and the arguments of their sentences. */
export interface RepairArguments {
  /** Put a 1x1 convolution on the edge so that channels agree. */
  'insert-projection': { channels: number };
  /** Change one parameter of one node. */
  'set-parameter': { node: string; param: string; value: string };
  'insert-flatten': { node: string };
  'insert-global-pool': { node: string };
  'remove-edge': { edge: string };
  'remove-node': { node: string };
  'connect-output': { node: string };
  'add-output': { node: string };
}

export type RepairCode = keyof RepairArguments;
