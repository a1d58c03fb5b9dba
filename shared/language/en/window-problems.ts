import type { WindowProblems } from '../../problems/window';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const windowTexts: Readonly<Record<keyof WindowProblems, string>> = {
  'app/fault':
    'Something went wrong inside Inlay. Your document is untouched; try again. What happened is written down in {{log}}, which helps if you report it.',
  'app/bad-request':
    'The window asked for something the app does not know ({{call}}: {{detail}}). The parts of the app do not fit together: restart it, and install it again if this stays.',
  'app/foreign-sender': 'A page that is not part of Inlay asked for {{call}}. It was refused.',
  'app/link-refused': 'The link {{url}} was not opened: only http and https links can be.',
  'app/path-refused':
    '{{path}} is not shown: it should be a run, an export or an open file. Open the folder yourself in the file manager.',
  'file/not-granted':
    'This file ({{id}}) is no longer within reach of the app. Open it again with File, Open, or drop it on the window.',
  'file/not-dropped': 'The file {{path}} was not dropped on this window. Open it with File, Open instead.',
  'file/not-text':
    'The file {{path}} should be text in UTF-8, but holds other bytes. It is no Inlay file, or it is damaged: restore it from a copy.',
  'file/changed-on-disk':
    'The file {{path}} was changed or removed by another program since it was read. Nothing was written. Reload it, save under another name, or overwrite it.',
  'run/not-listed':
    'The run {{path}} is not in one of the folders that are shown. Open its document first, or choose its folder in the settings.',
  'run/no-trash':
    'The run {{path}} could not be moved to the trash: {{reason}}. It is untouched. Delete the folder in the file manager if it is to go for good.',
  'setup/failed': 'Setting up did not finish. {{detail}}',
};
