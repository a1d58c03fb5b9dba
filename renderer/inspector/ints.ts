/** A list with one of its numbers changed. */
export function withInt(list: readonly number[], index: number, value: number): readonly number[] {
  return list.map((old, position) => (position === index ? value : old));
}

/** A list without one of its numbers. */
export function withoutInt(list: readonly number[], index: number): readonly number[] {
  return list.filter((_, position) => position !== index);
}

/** A list with one more at its end: the last again, which is the layer that changes least. */
export function withOneMore(list: readonly number[], min: number): readonly number[] {
  return [...list, list[list.length - 1] ?? min];
}

/** A list with one of its numbers moved to another place; past an end it stays as it is. */
export function moved(list: readonly number[], from: number, to: number): readonly number[] {
  if (to < 0 || to >= list.length || from === to) return list;
  const rest = withoutInt(list, from);
  return [...rest.slice(0, to), list[from]!, ...rest.slice(to)];
}
