import { create } from 'zustand';
import type { Problem } from '../../shared/problems/problem';

/** A file that is no network: its name, and why. */
interface OpenFailure {
  readonly name: string;
  readonly problems: readonly Problem[];
}

/** The file that could not be opened last, until the person has read why. */
export const useOpenFailure = create<{ readonly failure: OpenFailure | null }>()(() => ({ failure: null }));

export function tellOpenFailure(failure: OpenFailure | null): void {
  useOpenFailure.setState({ failure });
}
