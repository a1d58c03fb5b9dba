import { constants } from 'node:fs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { TEMPORARY } from '../../engine/files/atomic';
import { writing } from '../../engine/files/errno';

/**
 * `replaceFile` for the main process, which must not wait for the disk: windows would stand still meanwhile. The file
 * is there whole or not at all. Signals `file/disk-full` or `file/not-writable`.
 * Two at once to one file must not be: callers put them in a row.
 * @param options.mode permissions, those of the file it replaces; by default only the person may read
 * @param options.makeFolder false where a missing folder is a mistake, as with files a person named
 */
export async function replaceFileSoon(
  target: string,
  contents: Uint8Array | string,
  options: { readonly mode?: number; readonly makeFolder?: boolean } = {},
): Promise<void> {
  const aside = `${target}${TEMPORARY}`;
  const { mode = 0o600, makeFolder = true } = options;
  try {
    if (makeFolder) await fs.mkdir(path.dirname(target), { recursive: true });
    // What a killed process left has its own permissions, and may be a link to somewhere.
    await fs.rm(aside, { force: true });
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    const file = await fs.open(aside, flags, mode);
    try {
      // The umask is for new files; one that is replaced keeps what it had.
      if (options.mode !== undefined) await file.chmod(mode);
      await file.writeFile(contents);
      await file.sync();
    } finally {
      await file.close();
    }
    await fs.rename(aside, target);
    await flushFolder(path.dirname(target));
  } catch (error) {
    await fs.rm(aside, { force: true }).catch(() => undefined);
    writing(target, () => {
      throw error;
    });
  }
}

/** Makes the new name last through a power cut, where the system can; the rename itself has happened. */
async function flushFolder(folder: string): Promise<void> {
  try {
    const opened = await fs.open(folder, 'r');
    await opened.sync().finally(() => opened.close());
  } catch {
    // Windows opens no folders, some network file systems cannot flush them.
  }
}
