import type { EditProblems } from '../../problems/edit';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const editTexts: Readonly<Record<keyof EditProblems, string>> = {
  'edit/no-way-through':
    'A block of kind “{{kind}}” has no input or no output, so no edge can pass through it. Choose a block with both.',
  'edit/no-input':
    'A block of kind “{{kind}}” takes no values, so nothing can lead to it. Choose a block with an input.',
  'edit/node-connected':
    'The node “{{node}}” is connected already. Remove its edges before you put it on another one.',
  'edit/duplicate-edge':
    'An edge from “{{from}}” to this port of “{{to}}” is there already. A second one would count the same values twice. Connect something else.',
  'edit/inside-block':
    'What is inside “{{node}}” follows from its own parameters (its kind is “{{kind}}”). Change those, or detach the block first: then its parts are yours to edit.',
  'edit/cannot-detach':
    'A node of kind “{{kind}}” has no inside of ours to take over, so “{{node}}” cannot be detached. Choose a block that opens and is not your own already.',
  'edit/detach-many-inputs':
    'Ports that take many edges ({{ports}}) cannot be those of your own block, so one of kind “{{kind}}” cannot be detached. Build its parts beside it instead.',
  'edit/detach-shapes-unknown':
    'What “{{node}}” is made of depends on the shapes that reach it, and these are not known yet. Connect it first, and mend what is wrong before it.',
  'edit/detach-differs':
    'The node “{{node}}” comes to {{count}} different insides, in its copies or in the uses of the block around it, but a definition of your own has only one. Put separate nodes in its place first, one for each of them.',
  'edit/not-nodes': 'The clipboard holds no Inlay nodes. Copy some nodes first, here or in another document.',
};
