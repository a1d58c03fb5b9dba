import { readFileSync, statSync } from 'node:fs';
import { readDocument } from '../../shared/document/parse';
import type { InlayDocument } from '../../shared/document/types';
import { fail } from '../../shared/problems/problem';
import { Problems } from './terminal';

/** Nothing people draw comes near this; a wrong file (a data set, a video) often does. */
const LARGEST_FILE = 64 * 2 ** 20;

/** Reads a document file, or ends the command with everything that is wrong with it. Never writes. */
export function openDocument(file: string): { document: InlayDocument; text: string } {
  const text = readText(file);
  const read = readDocument(text);
  if (!read.ok) {
    throw new Problems(read.problems.map((problem) => ({ ...problem, where: { ...problem.where, file } })));
  }
  return { document: read.value, text };
}

function readText(file: string): string {
  try {
    const { size } = statSync(file);
    if (size > LARGEST_FILE)
      fail('document/too-large', { what: 'bytes', limit: LARGEST_FILE, found: size }, { file });
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') fail('file/not-found', { path: file });
    if (code === undefined) throw error;
    return fail('file/not-readable', { path: file, reason: code });
  }
}
