import { useEffect, useMemo, useState } from 'react';
import type { InlayDocument } from '../../shared/document/types';
import { arrangement, tellLayoutFailed } from './arrange';
import type { Boxes, Places } from './make-room';
import { placesOf, withoutPlace } from './places';
import { NODE, type Size } from './sizes';

const NOWHERE: Places = new Map();
/** Arrangements of documents that came without places, while the window lives: they are no part of the document. */
const arranged = new Map<string, Places>();

/**
 * Where a document's nodes stand while no composite is open. A document without any places is arranged for the eye
 * alone, so that opening it changes nothing; the first move by hand writes all of them down. Null until then.
 * @param canvas the canvas's size; nothing is arranged while it has none
 */
export function usePlaces(documentKey: string, document: InlayDocument, canvas: Size): Boxes | null {
  const [found, setFound] = useState<Places | undefined>(() => arranged.get(documentKey));
  const homeless = useMemo(() => withoutPlace(document).length, [document]);
  const wanted =
    found === undefined && homeless > 1 && homeless === document.nodes.length && canvas.width > 0;
  useEffect(() => {
    if (!wanted) return undefined;
    const ended = new AbortController();
    const settle = (places: Places): void => {
      arranged.set(documentKey, places);
      setFound(places);
    };
    arrangement(document, canvas, ended.signal).then(
      (places) => {
        if (!ended.signal.aborted) settle(places);
      },
      () => {
        if (ended.signal.aborted) return;
        tellLayoutFailed();
        settle(NOWHERE);
      },
    );
    return () => ended.abort();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the canvas's later sizes do not arrange anew
  }, [documentKey, document, wanted]);
  return useMemo(() => {
    if (wanted) return null;
    const places = placesOf(document, found ?? NOWHERE);
    return new Map([...places].map(([id, at]) => [id, { x: at.x, y: at.y, ...NODE }]));
  }, [document, found, wanted]);
}
