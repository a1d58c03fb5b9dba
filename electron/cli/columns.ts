/** Columns of a terminal that a text takes: Chinese characters take two each. */
export function displayWidth(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character >= '\u2e80' ? 2 : 1), 0);
}

/** Text in columns; those in `right` are set flush right. */
export function columns(rows: readonly (readonly string[])[], right: readonly number[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => displayWidth(row[column] ?? ''))),
  );
  const set = (cell: string, column: number): string => {
    const space = ' '.repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell)));
    return right.includes(column) ? space + cell : cell + space;
  };
  return rows.map((row) => row.map(set).join('  ').trimEnd()).join('\n');
}
