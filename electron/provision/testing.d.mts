/** Types of the inner pieces that tests reach for. */
import type { Log, Progress } from './index.mjs';

export interface Counts {
  passed: number;
  failed: number;
}
export function countTests(report: unknown, code: number): Counts;
export function inPool<T, R>(items: readonly T[], size: number, work: (item: T) => Promise<R>): Promise<R[]>;

export function toRecords(
  image: { width: number; height: number; pixels: Buffer },
  labels: readonly number[],
): Buffer;

export function fetchAside(request: {
  downloads: string;
  source: { file: string; size?: number; sha256: string };
  label: string;
  log: Log;
  get: (folder: string, progress: Progress) => Promise<void>;
}): Promise<string>;
export function wheelAddress(release: unknown, source: { file: string; sha256: string }): string;
export function partialFolder(downloads: string): string;
export function sweepPartials(folder: string): void;

export function crc32Start(): number;
export function crc32Update(state: number, bytes: Uint8Array): number;
export function crc32End(state: number): number;

export function missingPackages(list: readonly (readonly [string, string])[]): string[];

export class SetupError extends Error {
  constructor(message: string, code?: string);
  readonly code: string;
}
export function classifyTrouble(text: string): 'disk' | 'denied' | 'network' | 'other';
export function describeTrouble(what: string, text: string, where?: string): SetupError;

export interface Owner {
  pid: number;
  started: string;
  boot: string;
}
export function describeProcess(pid: number): Owner;
export function isStale(holder: unknown): boolean;
export function takeLock(file: string, options?: { log?: Log; owner?: Owner }): Promise<() => void>;

export function formatProgress(done: number, total: number | undefined, elapsed: number): string;
export function makeLog(stream?: { write(text: string): unknown; isTTY?: boolean; columns?: number }): Log;
export const silentLog: Log;

export function platformTrouble(platform?: string, arch?: string, version?: string): string | undefined;

export interface Claim {
  base: string;
  name: string;
  wanted: string;
}
export interface Receipt {
  wanted: string;
  files: Record<string, [number, number, string]>;
  facts: Record<string, unknown>;
}
export function validReceipt(claim: Claim): Receipt | undefined;
export function renewReceipt(claim: Claim): Promise<boolean>;
export function writeReceipt(claim: Claim, targets: string[], facts?: Record<string, unknown>): Promise<void>;

export interface Context {
  root: string;
  paths: { downloads: string };
  log: Log;
}
export interface Part {
  name: string;
  needs: string[];
  claim?: (context: Context) => Claim;
  check?: (context: Context) => boolean;
  packages?: () => string[];
  helpful?: () => string[];
  downloads?: string[];
  make: (context: Context) => Promise<void>;
}
export function planParts(names: readonly string[], known?: Part[]): Part[];
export function ensure(
  names: readonly string[],
  options?: { log?: Log; known?: Part[]; root?: string },
): Promise<string[]>;

export function cacheRoot(env?: Record<string, string | undefined>): string;
export function tensorflowVariant(env?: Record<string, string | undefined>): 'cpu' | 'cuda';

export function decodePng(file: Buffer): { width: number; height: number; pixels: Buffer };

export interface ZipEntry {
  name: string;
  method: number;
  crc: number;
  packed: number;
  size: number;
  offset: number;
  mode: number;
}
export function listZip(file: string): ZipEntry[];
export function extractEntry(
  file: string,
  entry: ZipEntry,
  target: string,
  onBytes?: (bytes: number) => void,
): Promise<void>;
export function insideFolder(folder: string, name: string): string;
