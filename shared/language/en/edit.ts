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
  'edit/not-nodes': 'The clipboard holds no Inlay nodes. Copy some nodes first, here or in another document.',
};
