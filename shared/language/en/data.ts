import type { DataProblems } from '../../problems/data';

/** Sentences for every code of this area; arguments in double braces (i18next). */
export const dataTexts: Readonly<Record<keyof DataProblems, string>> = {
  'data/unknown-set':
    'There is no data set called "{{name}}". Known sets: {{known}}. Give one of these, or the path of a folder with data files.',
  'data/not-fetched':
    'The data set "{{name}}" was expected in {{path}}, but it is not there, or not whole. Bring it with: {{command}}',
  'data/not-found': 'No folder was found at {{path}}. Check the path of the data folder.',
  'data/not-a-folder':
    '{{path}} is a file; a folder with data files was expected. Give the folder that holds it.',
  'data/empty-folder': 'The folder {{path}} is empty; data files were expected in it.',
  'data/unrecognised':
    'The files in {{path}} are of no data format known here. Expected: {{expected}}. Found: {{found}}. Give the folder that holds the data files themselves, under their official names.',
  'data/missing-file':
    'The file {{file}} was expected in {{path}}, but it is not there. Copy or download the data set again.',
  'data/limit':
    'The limit on training images must be a whole number of at least 1, but {{found}} was given. Give such a number, or leave the limit out to use all images.',
  'data/no-test-set':
    'The data set "{{name}}" has no test images. Add the test files to its folder, or use a data set that has them.',
  'data/truncated':
    'The file {{file}} is cut short: by its first bytes {{expected}} bytes were expected, but {{found}} were found. Copy or download it again.',
  'data/oversized':
    'The file {{file}} is too long: by its first bytes {{expected}} bytes were expected, but {{found}} or more were found. Copy or download it again.',
  'data/partial-record':
    'The file {{file}} does not end with a whole image: each takes {{record}} bytes, so {{expected}} bytes were expected, but {{found}} were found. Copy or download it again.',
  'data/damaged-gzip':
    'The compressed file {{file}} is damaged and cannot be unpacked: a whole gzip file was expected, found was "{{detail}}". Copy or download it again.',
  'data/wrong-magic':
    'The file {{file}} is not what its name says: its first bytes should be {{expected}}, but {{found}} was found. Put the right file under this name.',
  'data/labels-for-images':
    'The file {{file}} should hold images, but it holds labels. The two files may have been swapped: rename them.',
  'data/images-for-labels':
    'The file {{file}} should hold labels, but it holds images. The two files may have been swapped: rename them.',
  'data/no-images':
    'The file {{file}} holds no image; at least one was expected. Put a file with images under this name.',
  'data/empty-images':
    'The images in {{file}} should have at least one row and one column, but the file says {{found}}. Copy or download it again.',
  'data/too-large':
    'The file {{file}} says it holds {{found}} bytes, but at most {{limit}} can be read. Split the data set, or use a smaller one.',
  'data/count-mismatch':
    'Every image needs one label: {{imagesFile}} holds {{images}} images, but {{labelsFile}} holds {{labels}} labels. Put two files that belong together into the folder.',
  'data/label-range':
    'In {{file}} the label of image {{index}} (counted from 0) should be below {{classes}}, the number of classes, but it is {{label}}. Correct the label, or list all classes in the file of class names.',
  'data/class-names':
    'The file {{file}} should name {{expected}} classes, one a line, but it names {{found}}. Correct the list.',
  'data/test-shape':
    'The test images in {{file}} should be {{expected}} like the training images, but they are {{found}}. Put files of one data set into the folder.',
  'data/shape-mismatch':
    'The network takes images of {{expected}}, but the data set has {{found}}. Change the input block, or use other data.',
  'data/class-mismatch':
    'The network tells {{expected}} classes apart, but the data set has {{found}}. Change the last block, or use other data.',
  'data/changed':
    'The data set "{{name}}" is not the one this run was trained on: content hash {{expected}} was expected, {{found}} was found. Put the original files back, or start a new run.',
  'data/worker-failed':
    'The thread that prepares the training images ended by itself ({{detail}}); it was expected to run until the training stops. Resume the run from its last checkpoint; if it happens again, use a smaller batch.',
};
