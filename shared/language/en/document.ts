import type { DocumentProblems } from '../../problems/document';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const documentTexts: Readonly<Record<keyof DocumentProblems, string>> = {
  'document/not-json': 'document/not-json {{detail}} {{line}} {{column}}',
  'document/not-an-inlay-file': 'document/not-an-inlay-file {{found}}',
  'document/newer-version': 'document/newer-version {{supported}} {{found}}',
  'document/too-deep': 'document/too-deep {{limit}}',
  'document/too-large': 'document/too-large {{what}} {{limit}} {{found}}',
  'document/unknown-key': 'document/unknown-key {{key}} {{known}}',
  'document/missing-key': 'document/missing-key {{key}}',
  'document/reserved-key': 'document/reserved-key {{key}}',
  'document/wrong-type': 'document/wrong-type {{expected}} {{found}}',
  'document/invalid-value': 'document/invalid-value {{expected}} {{found}}',
  'document/duplicate-id': 'document/duplicate-id {{id}}',
  'document/invalid-id': 'document/invalid-id {{id}}',
};
