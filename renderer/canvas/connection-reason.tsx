import { useConnection } from '@xyflow/react';
import { useEffect, useState, type ReactNode } from 'react';
import type { PortRef } from '../../shared/document/types';
import { checkConnection } from '../../shared/edit/connect';
import type { Problem } from '../../shared/problems/problem';
import { documentOf } from '../documents/store';
import { explainHere } from '../documents/titles';
import { useLanguage, useWords } from '../platform/language';
import styles from './canvas.module.css';
import type { Point } from './sizes';

interface Ends {
  readonly from: PortRef;
  readonly to: PortRef;
}

/** The edge whose end is being moved, while it is. */
let moved: string | undefined;

export function setMovedEdge(edge: string | undefined): void {
  moved = edge;
}

/** Whether a connection that is being made is an end of an edge that is being moved. */
export function isMovingEdge(): boolean {
  return moved !== undefined;
}

/** Why two ports cannot be connected, or null. Asked on every frame of a drag: answers are kept with the analysis. */
export function reasonAgainst(documentKey: string, { from, to }: Ends): Problem | null {
  const open = documentOf(documentKey);
  return open === undefined ? null : checkConnection(open.analysis, from, to, moved);
}

/** Beside the cursor while a connection is being made: why the port under it cannot be the other end. */
export function ConnectionReason({ documentKey }: { readonly documentKey: string }): ReactNode {
  const t = useWords();
  const language = useLanguage();
  // One string, so that this is drawn anew only when the cursor meets another port.
  const target = useConnection(({ isValid, fromHandle, toHandle }) => {
    if (isValid !== false || toHandle === null) return null;
    const ends = [fromHandle, toHandle].map(({ nodeId, id, type }) => [nodeId, id ?? '', type]);
    return JSON.stringify(ends);
  });
  if (target === null) return null;
  const [one, other] = JSON.parse(target) as readonly (readonly [string, string, string])[];
  const [source, sink] = one![2] === 'source' ? [one!, other!] : [other!, one!];
  const problem = reasonAgainst(documentKey, { from: [source[0], source[1]], to: [sink[0], sink[1]] });
  if (problem === null) return null;
  const document = documentOf(documentKey)?.history.document;
  return <AtCursor text={explainHere(language, t, problem, document).text} />;
}

function AtCursor({ text }: { readonly text: string }): ReactNode {
  const [at, setAt] = useState<Point | null>(null);
  useEffect(() => {
    const onMove = (event: PointerEvent): void => setAt({ x: event.clientX, y: event.clientY });
    window.addEventListener('pointermove', onMove);
    return () => window.removeEventListener('pointermove', onMove);
  }, []);
  if (at === null) return null;
  return (
    <div className={styles.reason} role="status" style={{ left: at.x + 16, top: at.y + 16 }}>
      {text}
    </div>
  );
}
