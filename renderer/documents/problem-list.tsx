import { CircleAlert, TriangleAlert, Wrench } from 'lucide-react';
import type { ReactNode } from 'react';
import { applyRepair } from '../../shared/edit/change';
import type { Problem } from '../../shared/problems/problem';
import { useLanguage, useWords } from '../platform/language';
import { Button } from '../platform/ui/button';
import { edit, select } from './edit';
import styles from './problem-list.module.css';
import { documentOf } from './store';
import { explainHere, problemPlace } from './titles';

/** Errors before warnings, each in the document's order. */
export function errorsFirst(problems: readonly Problem[]): readonly Problem[] {
  const of = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity);
  return [...of('error'), ...of('warning')];
}

/** Selects what a problem is about, where that is known. */
function goTo(documentKey: string, { where }: Problem): void {
  if (where.node !== undefined) select(documentKey, { nodes: [where.node.split('/')[0]!], edges: [] });
  else if (where.edge !== undefined) select(documentKey, { nodes: [], edges: [where.edge] });
}

/** A repair's sentence on a button, where no full stop stands. */
function buttonText(sentence: string): string {
  return sentence.replace(/[.。]$/, '');
}

function ProblemItem({
  documentKey,
  problem,
  places,
}: {
  readonly documentKey: string;
  readonly problem: Problem;
  readonly places: boolean;
}): ReactNode {
  const t = useWords();
  const language = useLanguage();
  const document = documentOf(documentKey)?.history.document;
  const { text, repairs } = explainHere(language, t, problem, document);
  const place = !places || document === undefined ? '' : problemPlace(language, problem, document);
  const error = problem.severity === 'error';
  const Icon = error ? CircleAlert : TriangleAlert;
  return (
    <li className={styles.problem} data-severity={problem.severity}>
      <Icon size={16} aria-hidden />
      <div className={styles.body}>
        <p>
          <span className="visually-hidden">{t(error ? 'inspector.error' : 'inspector.warning')} </span>
          {place !== '' && (
            <button type="button" className={styles.place} onClick={() => goTo(documentKey, problem)}>
              {place}
            </button>
          )}
          <span className={styles.text}>{text}</span>
        </p>
        {problem.repairs.length > 0 && (
          <div className={styles.repairs} role="group" aria-label={t('inspector.repairs')}>
            {problem.repairs.map((repair, index) => (
              <Button
                key={`${repair.code} ${index}`}
                className={styles.repair}
                onClick={() => edit(documentKey, () => applyRepair(repair))}
              >
                <Wrench size={14} aria-hidden />
                {buttonText(repairs[index]!)}
              </Button>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

/** A network with more is broken otherwise than by single slips, and the first ones often bring the rest. */
const MAX_SHOWN = 100;

/**
 * Problems with their ways out, each one step of undo; of very many the first.
 * @param places whether each says where it sits, as a button that goes there
 */
export function ProblemList({
  documentKey,
  problems,
  places,
}: {
  readonly documentKey: string;
  readonly problems: readonly Problem[];
  readonly places: boolean;
}): ReactNode {
  const t = useWords();
  const more = problems.length - MAX_SHOWN;
  return (
    <ul className={styles.list}>
      {problems.slice(0, MAX_SHOWN).map((problem, index) => (
        <ProblemItem
          // Problems have no ids, and one may occur twice.
          key={`${index} ${problem.code}`}
          documentKey={documentKey}
          problem={problem}
          places={places}
        />
      ))}
      {more > 0 && <li className={styles.more}>{t('inspector.more-problems', { count: more })}</li>}
    </ul>
  );
}
