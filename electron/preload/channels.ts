/** Channels between the main process and the preload script that are no calls: a page has no way to them. */

/** Main to preload: a port to the engine comes with it. */
export const ENGINE_PORT = 'engine-port';
/** Preload to main: a person dropped the file of this path on the window. */
export const DROPPED = 'dropped';
/** Preload to main: the page has heard that it is to close. */
export const CLOSE_HEARD = 'close-heard';
