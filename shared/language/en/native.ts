/** What the operating system's own dialogs say; arguments in double braces. */
export const nativeTexts = {
  openTitle: 'Open a network',
  saveTitle: 'Save the network',
  filterInlay: 'Inlay networks',
  filterAll: 'All files',
  exportTitle: 'Choose a folder for {{name}}',
  exportButton: 'Export here',
  runsTitle: 'Choose a folder for runs',
  chooseButton: 'Choose',
  linkTitle: 'Open a link',
  linkQuestion: 'Open this address in your browser?',
  linkOpen: 'Open',
  cancel: 'Cancel',
  pageGoneTitle: 'Inlay',
  pageGone: 'The window stopped working twice in a row and is closed now.',
  pageGoneDetail: 'Edits that were not saved are kept, and are offered when you start Inlay again.',
  close: 'Close',
} as const;
