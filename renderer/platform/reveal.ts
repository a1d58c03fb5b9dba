import { create } from 'zustand';

interface Revealed {
  /** The document's key. */
  readonly key: string;
  /** A node of the document, or a path inside an opened composite. */
  readonly node: string;
  /** Whether it may stay where it is while all of it is seen. */
  readonly ifHidden: boolean;
  /** Tells two wishes for the same node apart. */
  readonly serial: number;
}

/** The node that the canvas should bring to its middle; the newest wish alone counts. */
export const useReveal = create<{ readonly wish: Revealed | null }>()(() => ({ wish: null }));

let serial = 0;

/** Asks the canvas to bring a node to its middle. Selecting it is another matter (`select`). */
export function reveal(key: string, node: string): void {
  serial += 1;
  useReveal.setState({ wish: { key, node, ifHidden: false, serial } });
}

/** As `reveal`, but a node that is seen already moves nothing: for one that was just made. */
export function revealIfHidden(key: string, node: string): void {
  serial += 1;
  useReveal.setState({ wish: { key, node, ifHidden: true, serial } });
}
