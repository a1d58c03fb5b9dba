import type { RepairArguments } from '../../problems/repairs';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const repairsTexts: Readonly<Record<keyof RepairArguments, string>> = {
  'insert-projection': 'Put a 1×1 convolution with {{channels}} filters on the edge.',
  'set-parameter': 'Set {{param}} of {{node}} to {{value}}.',
  'remove-parameter': 'Remove {{param}} from {{node}}.',
  'replace-kind': 'Make {{node}} a block of kind {{kind}}.',
  'set-repeat': 'Let {{node}} stand {{value}} time(s) in a row.',
  'insert-flatten': 'Put a flatten in front of {{node}}.',
  'insert-global-pool': 'Put a global average pool in front of {{node}}.',
  'remove-edge': 'Remove the edge {{edge}}.',
  'remove-node': 'Remove the node {{node}}.',
  'connect-output': 'Make {{node}} an output of the network.',
  'add-output': 'Add an output behind {{node}}.',
};
