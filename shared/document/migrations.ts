import { problem } from '../problems/problem';
import { failure, success, type Result } from '../problems/result';
import { DOCUMENT_VERSION } from './types';

/** A file's parsed JSON, its form not yet known. */
export type RawDocument = Readonly<Record<string, unknown>>;

/** Carries a file from version `from` to `from + 1`. Pure; the new `version` is set for it. */
export interface DocumentMigration {
  readonly from: number;
  migrate(raw: RawDocument): RawDocument;
}

/** One entry per version there was before the current one, oldest first. Version 1 is the first. */
export const documentMigrations: readonly DocumentMigration[] = [];

/**
 * Brings parsed JSON of an older version to the current one, a version at a time.
 * Problems: `document/newer-version`, `document/older-version` (no migration starts there).
 * @param version the file's version, an integer
 * @param migrations the table; tests pass their own
 * @param current the version to arrive at
 */
export function migrateDocument(
  raw: RawDocument,
  version: number,
  migrations: readonly DocumentMigration[] = documentMigrations,
  current: number = DOCUMENT_VERSION,
): Result<RawDocument> {
  const where = { path: 'version' };
  if (version > current) {
    return failure(problem('document/newer-version', { supported: current, found: version }, where));
  }
  let document = raw;
  for (let from = version; from < current; from++) {
    const step = migrations.find((migration) => migration.from === from);
    if (step === undefined) {
      const oldest = Math.min(current, ...migrations.map((migration) => migration.from));
      return failure(problem('document/older-version', { oldest, found: version }, where));
    }
    document = { ...step.migrate(document), version: from + 1 };
  }
  return success(document);
}
