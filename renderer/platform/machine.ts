import { create } from 'zustand';
import type { ResponseOf, SetupState, WindowPart } from '../../shared/protocol/window';
import type { WordKey } from '../words';
import { ask, call, listen } from './api';

/** What the window knows of the machine it runs on; null until the main process has answered. */
export interface Machine {
  readonly info: ResponseOf<'app/info'> | null;
  readonly setup: SetupState | null;
}

export const useMachine = create<Machine>()(() => ({ info: null, setup: null }));

/** The data sets that set-up can fetch, by what people call them. */
const SETS = {
  'data:mnist': 'start.set-mnist',
  'data:cifar10': 'start.set-cifar10',
  'data:fashion-mnist': 'start.set-fashion-mnist',
} as const satisfies Partial<Record<WindowPart, WordKey>>;

/** Names of the data sets that are on this machine. */
export function setsHere(setup: SetupState | null): readonly WordKey[] {
  return Object.entries(SETS).flatMap(([part, name]) =>
    setup?.present.includes(part as WindowPart) === true ? [name] : [],
  );
}

/** Set-up tells each piece it has done; what is there is asked once it has been quiet for this long. */
const QUIET_MS = 800;

/** Asks what machine this is, and follows what set-up adds to it. @returns the app's facts, for those who wait */
export async function startMachine(): Promise<ResponseOf<'app/info'> | null> {
  let timer = 0;
  listen('setup/progress', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void refreshSetup(), QUIET_MS);
  });
  void refreshSetup();
  const info = (await call('app/info', null)) ?? null;
  useMachine.setState({ info });
  return info;
}

/** Asks anew which parts are on this machine. */
export async function refreshSetup(): Promise<void> {
  const answer = await ask('setup/state', null);
  // Whoever needs a part is told why it is missing when it asks for it.
  if (answer.ok) useMachine.setState({ setup: answer.value });
}
