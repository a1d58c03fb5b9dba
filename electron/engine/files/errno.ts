import { fail } from '../../../shared/problems/problem';

/** What the system says when there is no room: the disk, the user's quota, or a file size limit is full. */
const FULL = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);

function systemCode(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined ? code : undefined;
}

/**
 * Runs work that writes; the system's refusals become problems.
 * Signals `file/disk-full` or `file/not-writable`; any other error is a fault of ours and is thrown on.
 * @param path what the person asked to have written, for the problem
 */
export function writing<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (FULL.has(code)) return fail('file/disk-full', { path }, { file: path });
    return fail('file/not-writable', { path, reason: code }, { file: path });
  }
}

/**
 * Runs work that reads; the system's refusals become problems.
 * Signals `file/not-found` or `file/not-readable`.
 */
export function reading<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') return fail('file/not-found', { path }, { file: path });
    return fail('file/not-readable', { path, reason: code }, { file: path });
  }
}
