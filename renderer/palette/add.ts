import { addBehind, addBlock } from '../../shared/edit/add';
import { edit } from '../documents/edit';
import { documentOf } from '../documents/store';

/** Puts a block behind the node that is selected, or free on the canvas when none is or nothing can follow it. */
export function addFromPalette(documentKey: string, kind: string): void {
  const [selected, ...others] = documentOf(documentKey)?.selection.nodes ?? [];
  // What is inside an opened composite cannot be added to: the block comes behind the composite.
  const node = others.length === 0 ? selected?.split('/')[0] : undefined;
  edit(documentKey, (history) => {
    const behind = node === undefined ? null : addBehind(history, node, kind, null);
    return behind?.ok === true ? behind : addBlock(history, kind, null);
  });
}
