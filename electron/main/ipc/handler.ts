import type { CallName, RequestOf, ResponseOf } from '../../../shared/protocol/window';
import type { AppWindow } from '../window/app-window';

/** Answers one call. What stands in the way is signalled as a problem. */
export type Handler<N extends CallName> = (
  request: RequestOf<N>,
  caller: AppWindow,
) => Promise<ResponseOf<N>> | ResponseOf<N>;

/** Handlers of some calls. */
export type Handlers<N extends CallName> = { readonly [K in N]: Handler<K> };

/** The calls whose name begins with an area. */
export type CallsOf<Area extends string> = Extract<CallName, `${Area}/${string}`>;
