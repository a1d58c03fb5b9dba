import { useEffect } from 'react';
import { followRuns, useRunList } from './runs-store';

/** How many runs a document has. */
export function useRunCount(documentKey: string): number {
  useEffect(() => followRuns(documentKey), [documentKey]);
  return useRunList((state) => state.lists[documentKey]?.runs.length ?? 0);
}
