/**
 * The value of an object's own key, or undefined. Ids are names people choose: `constructor` is a fine node id, and
 * plain indexing would find `Object.prototype`'s.
 */
export function own<V>(record: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}
