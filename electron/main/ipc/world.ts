import type { nativeTexts } from '../../../shared/language/en/native';

/** A sentence for the system's own dialogs, in the person's language. */
export type Say = (key: keyof typeof nativeTexts, name?: string) => string;
