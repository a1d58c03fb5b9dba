import { problem, type Problem } from '../problems/problem';
import { failure, type Result } from '../problems/result';
import { formProblems } from './form';
import { readJson } from './json';
import { documentMigrations, migrateDocument, type DocumentMigration, type RawDocument } from './migrations';
import { documentSchema, MAX_COMPOSITES, MAX_EDGES, MAX_NODES } from './schema';
import { check, jsonType, MAX_PROBLEMS, shown } from './strict';
import { DOCUMENT_VERSION, type InlayDocument } from './types';

export type ReadDocument =
  | { readonly ok: true; readonly value: InlayDocument }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads a document file: JSON, version and migrations, form, ids, hashes of embedded composites. What only blocks
 * know (kinds, parameters, ports, shapes) is validated later; a document with a wrong graph still opens.
 * Limits: 64 Mi characters, 64 nested brackets, 20,000 nodes and 100,000 edges in the graph and as many in all
 * composites together.
 * @returns the document, or up to 100 problems, each with its JSON path and, where known, its node or edge
 */
export function readDocument(text: string): ReadDocument {
  return readDocumentWith(text, documentMigrations);
}

/** `readDocument` with its table of migrations: for tests of the machinery. */
export function readDocumentWith(text: string, migrations: readonly DocumentMigration[]): ReadDocument {
  const json = readJson(text);
  if (!json.ok) return { ok: false, problems: [json.problem] };
  const raw = identify(json.value, migrations);
  if (!raw.ok) return { ok: false, problems: [raw.problem] };
  const sizes = sizeProblems(raw.value);
  if (sizes.length > 0) return { ok: false, problems: sizes };
  const checked = check<InlayDocument>(documentSchema, raw.value);
  if (!checked.ok) return checked;
  const problems = [...formProblems(checked.value)].slice(0, MAX_PROBLEMS);
  return problems.length === 0 ? checked : { ok: false, problems };
}

/** The file as the current version's JSON, or why it is none of ours. */
function identify(value: unknown, migrations: readonly DocumentMigration[]): Result<RawDocument> {
  const type = jsonType(value);
  if (type !== 'object')
    return failure(problem('document/not-an-inlay-file', { found: type }, { path: '$' }));
  const raw = value as RawDocument;
  if (raw['format'] !== 'inlay') {
    const found =
      raw['format'] === undefined ? `{${Object.keys(raw).slice(0, 5).join(', ')}}` : shown(raw['format']);
    return failure(problem('document/not-an-inlay-file', { found }, { path: 'format' }));
  }
  const where = { path: 'version' };
  const version = raw['version'];
  if (version === undefined) return failure(problem('document/missing-key', { key: 'version' }, where));
  if (typeof version !== 'number') {
    return failure(problem('document/wrong-type', { expected: 'integer', found: jsonType(version) }, where));
  }
  if (!Number.isSafeInteger(version)) {
    return failure(problem('document/invalid-value', { expected: 'integer', found: shown(version) }, where));
  }
  return migrateDocument(raw, version, migrations, DOCUMENT_VERSION);
}

/** Refuses sizes before the costly check: a hundred thousand nodes are a fault, not a network. */
function sizeProblems(raw: RawDocument): readonly Problem[] {
  const composites = Object.values(isObject(raw['composites']) ? raw['composites'] : {});
  const sizes = [
    { path: 'nodes', what: 'nodes', found: length(raw['nodes']), limit: MAX_NODES },
    { path: 'edges', what: 'edges', found: length(raw['edges']), limit: MAX_EDGES },
    { path: 'composites', what: 'composites', found: composites.length, limit: MAX_COMPOSITES },
    { path: 'composites', what: 'nodes', found: total(composites, 'nodes'), limit: MAX_NODES },
    { path: 'composites', what: 'edges', found: total(composites, 'edges'), limit: MAX_EDGES },
  ];
  return sizes
    .filter(({ found, limit }) => found > limit)
    .map(({ path, what, found, limit }) => problem('document/too-large', { what, limit, found }, { path }));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return jsonType(value) === 'object';
}

function length(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}

function total(composites: readonly unknown[], key: 'nodes' | 'edges'): number {
  return composites.reduce<number>((sum, part) => sum + (isObject(part) ? length(part[key]) : 0), 0);
}
