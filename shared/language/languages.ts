export const LANGUAGES = ['en', 'zh-TW'] as const;
export type LanguageCode = (typeof LANGUAGES)[number];
