import { useDocuments } from '../documents/store';
import { useMachine } from '../platform/machine';
import { useChosenData, useData, type DataSet } from './data-store';
import { readinessOf, type Readiness } from './readiness';

/** Whether a document can be trained now, and on what; followed. */
export function useReady(key: string): { readonly ready: Readiness; readonly set: DataSet | undefined } {
  const data = useChosenData(key);
  const set = useData(({ sets }) => sets?.find(({ name }) => name === data));
  const setup = useMachine((state) => state.setup);
  const ready = useDocuments(({ documents }) => {
    const open = documents[key];
    return open === undefined ? 'no-data' : readinessOf(open.analysis, set, setup);
  });
  return { ready, set };
}
