import { create } from 'zustand';

/** Data sets chosen by the person, by document: on the start page or while training. */
export const useChosenSets = create<Readonly<Record<string, string>>>()(() => ({}));

/** Chooses the data set that a document trains on. */
export function chooseData(key: string, name: string): void {
  useChosenSets.setState({ [key]: name });
}

/** Forgets a document that was closed. */
export function forgetData(key: string): void {
  useChosenSets.setState(({ [key]: _gone, ...rest }) => rest, true);
}
