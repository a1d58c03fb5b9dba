import type { Analysis } from '../../shared/ir/analyse';
import type { SetupState } from '../../shared/protocol/window';
import { useMachine } from '../platform/machine';
import type { OpenDocument } from '../documents/store';
import { useData, type DataSet } from './data-store';
import { misfitOf, networkData } from './match-data';

/** What stands against a run, the first of it; `ready` when nothing does. */
export type Readiness = 'problems' | 'no-tensorflow' | 'no-data' | 'not-fetched' | 'misfit' | 'ready';

/**
 * @param set the data set chosen, undefined when none is known
 * @param setup what is on this machine; null while that is not known, and then not blamed
 */
export function readinessOf(
  analysis: Analysis,
  set: DataSet | undefined,
  setup: Pick<SetupState, 'present'> | null,
): Readiness {
  if (analysis.problems.some(({ severity }) => severity === 'error')) return 'problems';
  if (setup !== null && !(setup.present.includes('tensorflow') && setup.present.includes('addon'))) {
    return 'no-tensorflow';
  }
  if (set === undefined) return 'no-data';
  if (!set.present) return 'not-fetched';
  return misfitOf(networkData(analysis), set) === null ? 'ready' : 'misfit';
}

/** Whether a document can be trained on a data set now. */
export function readiness(open: Pick<OpenDocument, 'analysis'>, data: string | null): Readiness {
  const set = useData.getState().sets?.find(({ name }) => name === data);
  return readinessOf(open.analysis, set, useMachine.getState().setup);
}
