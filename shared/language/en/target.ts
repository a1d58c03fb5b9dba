import type { TargetProblems } from '../../problems/target';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const targetTexts: Readonly<Record<keyof TargetProblems, string>> = {
  'target/unsupported':
    '{{target}} cannot express the {{primitive}} of this node: {{reason}}. Change the node, or choose another format.',
  'target/negative-slope':
    'The leaky ReLU of this node has the negative slope {{slope}}, which {{target}} refuses. Use a slope of 0 or more.',
  'target/unknown-format':
    'There is no export format "{{format}}". Known formats: {{known}}. Choose one of these, or all.',
  'target/too-large':
    'The {{target}} export would hold {{bytes}} bytes of weights; the format ends at {{limit}}. Choose another format, or make the network smaller.',
  'target/not-ours':
    '{{path}} exists already and was not written by an export. It was left as it is: choose another folder, or move it away.',
  'target/no-peer':
    'The {{target}} export was written but not checked: the Python that runs {{target}} is not installed. Run `npm run setup` and export again to have it checked.',
  'target/peer-failed':
    '{{target}} could not run the export: {{detail}}. The file is in its place, but must not be trusted. Run `npm run setup` in case the Python peer is damaged; if it fails again, please report it with this message.',
  'parity/failed':
    'The {{target}} export differs from the network: the first layer to part is {{layer}}, by {{difference}} of its size; at most {{bound}} is rounding. Do not use the file, and please report it.',
  'parity/not-finite':
    'The network gives values that are not finite numbers, first in {{layer}}, so nothing can be compared. Train it again with a smaller learning rate, or export an earlier checkpoint.',
  'parity/weights-differ':
    'The {{target}} export {{file}} holds other values than the network for the weight {{weight}}. Do not use the file; export again, and please report it if it happens twice.',
};
