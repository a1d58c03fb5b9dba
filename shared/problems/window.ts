/** Problems of the app itself: its window, the files a person chose, set-up, and what the main process is asked. */
export interface WindowProblems {
  /** A fault of ours; the log tells more. */
  'app/fault': { log: string };
  /** A call whose request is none of the protocol. */
  'app/bad-request': { call: string; detail: string };
  /** A call from another page or frame than the window's own. */
  'app/foreign-sender': { call: string };
  /** A link that is neither http nor https. */
  'app/link-refused': { url: string };
  /** A path that is no run, export or open file. */
  'app/path-refused': { path: string };
  /** A file that the person did not choose in this app. */
  'file/not-granted': { id: string };
  'file/not-dropped': { path: string };
  /** A file that is not UTF-8. */
  'file/not-text': { path: string };
  'file/changed-on-disk': { path: string };
  /** A run outside the folders that were listed. */
  'run/not-listed': { path: string };
  /** The system has no trash for this disk; `reason` is its own sentence. */
  'run/no-trash': { path: string; reason: string };
  /** `detail` is set-up's own sentence. */
  'setup/failed': { detail: string };
}
