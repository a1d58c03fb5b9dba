/** Every block folder as `category/block`, sorted. */
export function blockFolders(): readonly string[];

/** Generated files by path from the repository's root, with the text each must have. */
export function generatedFiles(): Readonly<Record<string, string>>;
