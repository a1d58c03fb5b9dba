import type { Settings } from './window';

/** The settings of who never changed one. The window shows these until the main process has answered. */
export const DEFAULT_SETTINGS: Settings = {
  theme: 'system',
  language: 'system',
  minimap: true,
  snap: true,
  runsFolder: null,
  runsBesideFile: true,
  panels: {},
  shut: [],
};
