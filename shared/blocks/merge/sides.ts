import { MAX_PADDING } from '../limits';
import type { ParamSpecs } from '../params';

const SIDE = { type: 'int', default: 1, min: 0, max: MAX_PADDING } as const;

/** Rows and columns at each side of a map. */
export const SIDES = { top: SIDE, bottom: SIDE, left: SIDE, right: SIDE } as const satisfies ParamSpecs;
