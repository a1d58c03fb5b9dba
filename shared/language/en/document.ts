import type { DocumentProblems } from '../../problems/document';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const documentTexts: Readonly<Record<keyof DocumentProblems, string>> = {
  'document/not-json':
    'The file is not JSON: at line {{line}}, column {{column}} one of {{expected}} should stand, but there is {{found}}. Mend the text there, or take the file from a backup.',
  'document/not-an-inlay-file':
    'An Inlay file is a JSON object with "format": "inlay", but this is {{found}}. Choose another file, or import this one.',
  'document/newer-version':
    'The file has version {{found}}; this Inlay reads versions up to {{supported}}. Open it with a newer Inlay.',
  'document/older-version':
    'The file has version {{found}}; the oldest one this Inlay can bring up to date is {{oldest}}. Correct the version, or open the file with the Inlay that wrote it.',
  'document/too-deep':
    'Brackets stand inside each other more than {{limit}} deep, which no Inlay file does. Choose another file.',
  'document/too-large':
    'At most {{limit}} {{what}} are allowed here, but there are {{found}}. Use fewer, or choose another file.',
  'document/duplicate-key':
    'The key “{{key}}” stands twice in one object, and only one of them can count. Remove the wrong one.',
  'document/unknown-key':
    'The key “{{key}}” is not known here. Known ones: {{known}}. Correct its name or remove it.',
  'document/missing-key':
    'The key “{{key}}” is missing; a file stores every one, with its default where nothing was changed. Add it.',
  'document/reserved-key':
    'The word “{{key}}” is reserved for a later version of the file and means nothing yet. Remove it.',
  'document/wrong-type':
    'A value of this form is expected: {{expected}}; but this is of type {{found}}. Change the value.',
  'document/invalid-value':
    'A value of this form is expected: {{expected}}; but this is {{found}}. Change the value.',
  'document/duplicate-id':
    'The id “{{id}}” is used twice, but must name one thing only. Give one of the two another id.',
  'document/invalid-id':
    'An id starts with a letter A to Z and goes on with letters, digits, “_” or “-”, 64 at most, but this is {{id}}. Choose another name.',
  'document/unknown-node':
    'A node “{{node}}” is named here, but there is none. Correct the id, or remove this entry.',
  'document/unknown-edge':
    'An edge “{{edge}}” is named here, but there is none. Correct the id; the edge may have been removed.',
  'document/unknown-recipe':
    'There is no recipe “{{id}}” in this file. Its recipes: {{known}}. Choose one of them.',
  'document/composite-hash':
    'The composite “{{id}}” states the hash {{found}}, but its content has {{expected}}: it was changed by hand or damaged. If the content is right, state this hash.',
  'document/nothing-to-undo':
    'There is no step left to undo: the document is as it was opened. Nothing was changed.',
  'document/nothing-to-redo':
    'There is no step to redo: none was undone, or the document was edited since. Nothing was changed.',
  'expression/syntax':
    'The expression “{{expression}}” cannot be read: at column {{column}} one of {{expected}} should stand, but there is {{found}}. Correct it there.',
  'expression/too-long':
    'An expression has at most {{limit}} characters, but this has {{length}}. Write a shorter one.',
  'expression/too-deep':
    'The brackets and choices of “{{expression}}” stand more than {{limit}} deep inside each other. Write it flatter.',
  'expression/unknown-name':
    'The expression “{{expression}}” names “{{name}}” at column {{column}}, which is not known here. Known names: {{known}}. Use one of them.',
  'expression/type':
    'In the expression “{{expression}}”, at column {{column}}, a {{expected}} is expected, but there is a {{found}}. Compare or calculate with values of one type.',
  'expression/not-finite':
    'The expression “{{expression}}” divides by zero or grows too large at column {{column}}; its value must be a finite number. Change its values or its terms.',
};
