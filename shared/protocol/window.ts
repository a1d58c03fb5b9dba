import * as z from 'zod';
import type { Result } from '../problems/result';

/**
 * Everything a window can ask of the main process, and everything it is told. The preload script makes one function
 * of each entry and exposes nothing else; the main process parses every request again, since a window is not trusted.
 * What a run does is not here: the window talks to the engine over a port of its own (`contract.ts`).
 */

/** Names a file that a person chose (in a dialog, by dropping it, on the command line). Windows never name paths. */
const fileId = z.string().regex(/^f[0-9a-f]{16}$/);
const documentKey = z.string().regex(/^d[0-9a-z-]{1,60}$/);
const whole = z.number().int().nonnegative();
/** Largest document text taken over the wire: well above MAX_NODES nodes. */
const documentText = z.string().max(64 * 1024 * 1024);

const fileRef = z.strictObject({
  id: fileId,
  /** The file's name without `.inlay.json`. */
  name: z.string(),
  /** For people to read, home folder shortened to `~`. */
  path: z.string(),
});
export type FileRef = z.infer<typeof fileRef>;

/** Tells whether a file is still what was read or written. */
const stamp = z.strictObject({ size: whole, modified: z.number(), sha256: z.string() });
export type FileStamp = z.infer<typeof stamp>;

const openedFile = z.strictObject({ file: fileRef, text: z.string(), stamp });
export type OpenedFile = z.infer<typeof openedFile>;
const savedFile = z.strictObject({ file: fileRef, stamp });
export type SavedFile = z.infer<typeof savedFile>;

/** What a thumbnail needs: category and output shape of the drawing's nodes, in order. */
const preview = z
  .array(
    z.strictObject({
      category: z.string().max(40),
      shape: z.array(z.number().positive()).max(3).nullable(),
    }),
  )
  .max(24);
export type Preview = z.infer<typeof preview>;

const recentFile = z.strictObject({
  file: fileRef,
  /** Milliseconds since 1970. */
  openedAt: z.number(),
  missing: z.boolean(),
  preview,
});
export type RecentFile = z.infer<typeof recentFile>;

export const THEMES = ['system', 'light', 'dark'] as const;
/** `pseudo` is for finding text that is not in the catalogues; only tests offer it. */
export const WINDOW_LANGUAGES = ['system', 'en', 'zh-TW', 'pseudo'] as const;

export const settingsSchema = z.strictObject({
  theme: z.enum(THEMES),
  language: z.enum(WINDOW_LANGUAGES),
  minimap: z.boolean(),
  snap: z.boolean(),
  /** Where runs of documents without a file go, and of all when `runsBesideFile` is off. Null: the app's own folder. */
  runsFolder: z.string().max(4096).nullable(),
  runsBesideFile: z.boolean(),
  /** Sizes of the panels, by group and panel, in percent. */
  panels: z.record(z.string().max(60), z.record(z.string().max(60), z.number().min(0).max(100))),
  /** Panels that are shut. */
  shut: z.array(z.string().max(60)).max(20),
});
export type Settings = z.infer<typeof settingsSchema>;

/** One edit in progress, kept apart from the person's file. */
const journalEntry = z.strictObject({
  key: documentKey,
  name: z.string().max(400),
  file: fileRef.nullable(),
  /** What the file held when it was last read or written; null for a document that has no file. */
  stamp: stamp.nullable(),
  text: documentText,
  /** `historyToJson` as JSON text, so that undo survives too. */
  history: documentText,
  at: z.number(),
});
export type JournalEntry = z.infer<typeof journalEntry>;

/** Which documents were open, in the order of their tabs. */
const session = z.strictObject({
  tabs: z.array(z.strictObject({ key: documentKey, file: fileId.nullable() })).max(200),
  active: documentKey.nullable(),
});
export type Session = z.infer<typeof session>;

const runSummary = z.strictObject({
  directory: z.string(),
  /** The folder's name. */
  name: z.string(),
  document: z.string(),
  documentHash: z.string(),
  createdAt: z.string(),
  data: z.string(),
  recipe: z.string(),
  seed: whole,
  epochs: whole,
  /** Counted from `metrics.jsonl`. */
  step: whole,
  epoch: whole,
  loss: z.number().nullable(),
  accuracy: z.number().nullable(),
  valAccuracy: z.number().nullable(),
  testAccuracy: z.number().nullable(),
  /** `active`: some process holds its lock. `open`: it can be resumed. */
  state: z.enum(['active', 'open', 'finished']),
});
export type RunSummary = z.infer<typeof runSummary>;

const runRecord = z.strictObject({
  summary: runSummary,
  /** Canonical text of the document as it was trained. */
  document: z.string(),
  /** `metrics.jsonl` and `timing.jsonl`, whole lines only. */
  metrics: z.string(),
  timing: z.string(),
  batch: whole,
  steps: whole,
  stepsPerEpoch: whole,
});
export type StoredRun = z.infer<typeof runRecord>;

/** Parts of set-up that a window may ask for. */
export const WINDOW_PARTS = [
  'tensorflow',
  'addon',
  'data:mnist',
  'data:cifar10',
  'data:fashion-mnist',
] as const;
const part = z.enum(WINDOW_PARTS);
export type WindowPart = z.infer<typeof part>;

const setupState = z.strictObject({
  /** What is on this machine. */
  present: z.array(part),
  working: z.boolean(),
});
export type SetupState = z.infer<typeof setupState>;

const engineState = z.strictObject({
  /** `down`: not started, or ended on purpose. `crashed`: ended by itself or by a signal. */
  state: z.enum(['down', 'up', 'crashed']),
  pid: whole.nullable(),
  /** Why it ended: an exit code or a signal's name. */
  reason: z.string().nullable(),
});
export type EngineState = z.infer<typeof engineState>;

const menuItem = z.union([
  z.strictObject({
    command: z.string().max(100),
    label: z.string().max(200),
    /** Shown only: the window handles the keys. */
    accelerator: z.string().max(60).nullable(),
    enabled: z.boolean(),
    checked: z.boolean().nullable(),
  }),
  z.strictObject({ separator: z.literal(true) }),
]);
const menu = z.strictObject({ label: z.string().max(100), items: z.array(menuItem).max(60) });
export type MenuModel = z.infer<typeof menu>;

const none = z.null();

/** Name, request and response of every call. */
export const calls = {
  'app/info': {
    request: none,
    response: z.strictObject({
      version: z.string(),
      electron: z.string(),
      chrome: z.string(),
      platform: z.string(),
      /** The operating system's language, as BCP 47. */
      locale: z.string(),
      packaged: z.boolean(),
      cores: whole,
      /** Files named on the command line. */
      open: z.array(fileRef),
    }),
  },
  /** The window may go: what was unsaved was dealt with. */
  'app/close': { request: none, response: none },
  /** Asks the person, naming the address, and then opens an http(s) link in the browser; refuses any other. */
  'app/open-link': { request: z.strictObject({ url: z.string().max(2000) }), response: z.boolean() },
  /** Shows a run, an export or an open file in the file manager; other paths are refused. */
  'app/show-item': { request: z.strictObject({ path: z.string().max(4096) }), response: none },
  'app/set-menu': { request: z.strictObject({ menus: z.array(menu).max(12) }), response: none },
  'settings/read': { request: none, response: settingsSchema },
  'settings/change': { request: settingsSchema.partial(), response: settingsSchema },
  'settings/choose-runs-folder': { request: none, response: settingsSchema },
  /** An open dialog; null when it was left. */
  'files/choose': { request: none, response: openedFile.nullable() },
  'files/open': { request: z.strictObject({ id: fileId }), response: openedFile },
  'files/open-dropped': { request: z.strictObject({ path: z.string().max(4096) }), response: openedFile },
  /** `expected` null overwrites whatever is there; else `file/changed-on-disk` where the file is another by now. */
  'files/save': {
    request: z.strictObject({ id: fileId, text: documentText, expected: stamp.nullable() }),
    response: savedFile,
  },
  'files/save-as': {
    request: z.strictObject({ name: z.string().max(200), text: documentText }),
    response: savedFile.nullable(),
  },
  /** The file's tab was closed: it need not be watched any longer. */
  'files/release': { request: z.strictObject({ id: fileId }), response: none },
  'files/recent': { request: none, response: z.array(recentFile) },
  'files/remember': { request: z.strictObject({ id: fileId, preview }), response: none },
  'files/forget': { request: z.strictObject({ id: fileId }), response: z.array(recentFile) },
  'journal/write': { request: journalEntry, response: none },
  'journal/drop': { request: z.strictObject({ key: documentKey }), response: none },
  'journal/list': { request: none, response: z.array(journalEntry) },
  'session/read': { request: none, response: session },
  'session/write': { request: session, response: none },
  /** A new run directory for a document, not made yet. */
  'runs/place': {
    request: z.strictObject({ file: fileId.nullable(), name: z.string().max(400) }),
    response: z.strictObject({ directory: z.string() }),
  },
  /** Newest first: runs beside the file, and those in the app's own folder. */
  'runs/list': {
    request: z.strictObject({ file: fileId.nullable() }),
    response: z.array(runSummary),
  },
  'runs/read': { request: z.strictObject({ directory: z.string().max(4096) }), response: runRecord },
  /** Moves a run directory to the trash; refuses what is no run, or active. */
  'runs/remove': { request: z.strictObject({ directory: z.string().max(4096) }), response: none },
  /** A folder dialog for an export; null when it was left. */
  'export/choose-folder': {
    request: z.strictObject({ suggested: z.string().max(200) }),
    response: z.strictObject({ folder: z.string() }).nullable(),
  },
  'setup/state': { request: none, response: setupState },
  /** Begins to fetch; progress comes as `setup/progress`. Resolves when all of it is there. */
  'setup/ensure': { request: z.strictObject({ parts: z.array(part).max(8) }), response: setupState },
  'engine/state': { request: none, response: engineState },
  /** Starts the engine where it is down, and sends this window a fresh port to it. */
  'engine/connect': { request: none, response: engineState },
  /** Ends the engine, whatever it does, and starts it anew. */
  'engine/restart': { request: none, response: engineState },
} as const;

export type CallName = keyof typeof calls;
export type RequestOf<N extends CallName> = z.infer<(typeof calls)[N]['request']>;
export type ResponseOf<N extends CallName> = z.infer<(typeof calls)[N]['response']>;

/** Name and payload of everything the main process tells by itself. */
export const notices = {
  /** A menu item was chosen. */
  'menu/command': z.strictObject({ command: z.string() }),
  /** An open file is another on the disk now; null: it is gone. */
  'file/changed': z.strictObject({ id: fileId, stamp: stamp.nullable() }),
  /** A second start of the app named a file. */
  'app/open-file': z.strictObject({ file: fileRef }),
  /** The person closes the window; `app/close` lets it go. */
  'app/close-requested': none,
  'engine/state': engineState,
  'setup/progress': z.strictObject({
    part: z.string(),
    /** What is done now, such as a file fetched. */
    label: z.string(),
    done: z.number().nonnegative(),
    /** Null when it cannot be known. */
    total: z.number().nullable(),
  }),
} as const;

export type NoticeName = keyof typeof notices;
export type NoticeOf<N extends NoticeName> = z.infer<(typeof notices)[N]>;

/** What the preload script puts into a window as `window.inlay`. */
export interface WindowApi {
  /** Every call resolves; what went wrong is a problem. */
  readonly call: { readonly [N in CallName]: (request: RequestOf<N>) => Promise<Result<ResponseOf<N>>> };
  /** Listens until the returned function is called. */
  readonly on: { readonly [N in NoticeName]: (listener: (notice: NoticeOf<N>) => void) => () => void };
  /** The path of a file dropped on the window, for `files/open-dropped`; empty for what is no file. */
  readonly pathOf: (file: unknown) => string;
}
