import type { GraphProblems } from '../../problems/graph';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const graphTexts: Readonly<Record<keyof GraphProblems, string>> = {
  'block/unknown-part':
    'The training settings name a part “{{part}}” that this node does not have. Its parts: {{known}}. Rename or remove the entry.',
  'block/unknown-kind':
    'There is no block of kind “{{kind}}”. Known kinds it may stand for: {{nearest}}. Correct the kind, or open the file with the version of Inlay that has it.',
  'block/newer-kind-version':
    'This block “{{kind}}” was saved as version {{found}}; this Inlay knows versions up to {{supported}}. Open the file with a newer Inlay.',
  'block/unknown-param':
    'The block has no parameter “{{param}}”. It has: {{known}}. Correct the name or remove the parameter.',
  'block/missing-param': 'The parameter “{{param}}” is missing; a file stores all of them. Add it.',
  'block/param-type':
    'The parameter “{{param}}” must look like {{expected}}, but is {{found}}. Enter a value of that form.',
  'block/param-range':
    'The parameter “{{param}}” must lie between {{min}} and {{max}}, but is {{found}}. Enter a value in that range.',
  'block/param-length':
    'The list “{{param}}” must have {{min}} to {{max}} entries, but has {{found}}. Add or remove entries.',
  'block/param-odd':
    'Parameter “{{param}}” should be odd, so that the window has a middle; it is {{found}}. Take one more or one less.',
  'block/param-choice':
    'The parameter “{{param}}” must be one of {{options}}, but is “{{found}}”. Choose one of them.',
  'edge/dangling':
    'The “{{end}}” end of this edge names the node “{{node}}”, which does not exist. Connect it to a node that does, or remove the edge.',
  'edge/unknown-port':
    'The node “{{node}}” has no port “{{port}}” on this side. Its ports: {{known}}. Connect the edge to one of them.',
  'edge/port-taken':
    'The port “{{port}}” of “{{node}}” takes one edge, but more lead to it. Keep one, or join them in an add or concatenate block first.',
  'graph/cycle':
    'Values would run in a circle through {{nodes}}; a network must be free of circles. Remove one of the edges between these nodes.',
  'graph/missing-input':
    'Nothing is connected to the port “{{port}}”, which needs a value. Connect an edge to it.',
  'graph/no-input': 'The network has no input, so no image can enter it. Add an input block in front.',
  'graph/no-output':
    'The network has no output of role class, so there is nothing to learn. Add an output block behind the logits.',
  'graph/unused-node':
    'The node “{{node}}” reaches no output and is left out of training. Connect it towards an output, or remove it.',
  'shape/mismatch':
    'Shapes must agree: expected {{expected}}, found {{found}}. Change the channels or the size of one side.',
  'shape/needs-map':
    'A map of height, width and channels is needed here, but {{found}} arrives. Connect it before the flatten or the global pool.',
  'shape/needs-vector':
    'A vector is needed here, but the map {{found}} arrives. Put a global average pool or a flatten in between.',
  'shape/pool-padding':
    'Pooling pads by {{padding}}, which is not less than its window of {{kernel}}: some windows would see nothing but padding. Pad less, or enlarge the kernel.',
  'shape/window-too-large':
    'The window {{kernel}} does not fit into the padded input {{input}} even once. Use a smaller kernel, more padding, or pool less before.',
  'shape/groups':
    '{{groups}} groups must divide both the {{channels}} input channels and the {{filters}} filters. Choose another number of groups.',
  'shape/too-large':
    'The tensor {{shape}} would have {{elements}} values; more than {{limit}} do not fit anywhere. Look for a slip in the sizes.',
  'shape/reshape': '{{from}} values cannot be laid out as {{to}}. Choose extents whose product is {{from}}.',
  'shape/masks-too-large':
    'DropConnect draws a mask as large as its weights for every example. A batch of {{batch}} takes {{gib}} GiB; {{limit}} GiB is the most, which is a batch of {{most}}. Train with smaller batches, or take fewer units.',
  'shape/single-value-norm':
    'Batch norm on {{found}} has a single value per channel at batch 1 and cannot learn from it. Use a larger batch, or normalise earlier.',
  'composite/cycle':
    'A block cannot contain itself, not even by way of others, but this circle does: {{nodes}}. Take one of these blocks out of the one that contains it.',
  'composite/unknown': 'The document has no composite “{{id}}”. Embed its definition, or replace the node.',
  'composite/repeat-ports':
    'Only a node with one input and one output can be repeated; this one has {{inputs}} input(s) and {{outputs}} output(s). Set its repeat to 1.',
};
