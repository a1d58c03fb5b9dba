/** Asks the person whether a document may close, where something of it still goes on. */
type CloseGuard = (documentKey: string) => Promise<boolean>;

const guards = new Set<CloseGuard>();

/** A feature's say in the closing of documents, until the returned function is called. */
export function addCloseGuard(guard: CloseGuard): () => void {
  guards.add(guard);
  return () => guards.delete(guard);
}

/** Whether a document's tab may close: every guard is asked, one after the other, until one says no. */
export async function mayClose(documentKey: string): Promise<boolean> {
  for (const guard of guards) if (!(await guard(documentKey))) return false;
  return true;
}
