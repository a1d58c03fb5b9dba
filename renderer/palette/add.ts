import { addBehind, addBlock } from '../../shared/edit/add';
import { edit } from '../documents/edit';
import { documentOf } from '../documents/store';
import { revealIfHidden } from '../platform/reveal';

/** Puts a block behind the node that is selected, or free on the canvas when none is or nothing can follow it. */
export function addFromPalette(documentKey: string, kind: string): void {
  const [selected, ...others] = documentOf(documentKey)?.selection.nodes ?? [];
  // What is inside an opened composite cannot be added to: the block comes behind the composite.
  const node = others.length === 0 ? selected?.split('/')[0] : undefined;
  const done = edit(documentKey, (history) => {
    const behind = node === undefined ? null : addBehind(history, node, kind, null);
    return behind?.ok === true ? behind : addBlock(history, kind, null);
  });
  const made = documentOf(documentKey)?.selection.nodes[0];
  if (done && made !== undefined) revealIfHidden(documentKey, made);
}
