import type { CallName, NoticeName } from './window';

/**
 * The names of the protocol without its schemas: what the preload script needs, which runs before every page and
 * should not carry a schema library along. Checked against the protocol: a name more or less does not type-check.
 */
const callNames: { readonly [N in CallName]: true } = {
  'app/info': true,
  'app/close': true,
  'app/open-link': true,
  'app/show-item': true,
  'app/set-menu': true,
  'settings/read': true,
  'settings/change': true,
  'settings/choose-runs-folder': true,
  'files/choose': true,
  'files/open': true,
  'files/open-dropped': true,
  'files/save': true,
  'files/save-as': true,
  'files/release': true,
  'files/recent': true,
  'files/remember': true,
  'files/forget': true,
  'journal/write': true,
  'journal/drop': true,
  'journal/list': true,
  'session/read': true,
  'session/write': true,
  'runs/place': true,
  'runs/list': true,
  'runs/read': true,
  'runs/remove': true,
  'export/choose-folder': true,
  'setup/state': true,
  'setup/ensure': true,
  'engine/state': true,
  'engine/connect': true,
  'engine/restart': true,
};

const noticeNames: { readonly [N in NoticeName]: true } = {
  'menu/command': true,
  'file/changed': true,
  'app/open-file': true,
  'app/close-requested': true,
  'engine/state': true,
  'setup/progress': true,
};

export const CALL_NAMES = Object.keys(callNames) as readonly CallName[];
export const NOTICE_NAMES = Object.keys(noticeNames) as readonly NoticeName[];

/** The type of the window message that brings the port to the engine into the page. */
export const ENGINE_PORT_MESSAGE = 'inlay:engine-port';
