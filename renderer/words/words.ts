/** One area of the window's words, in both languages; a key that one of them lacks does not type-check. */
export function words<const W extends Readonly<Record<string, string>>>(
  en: W,
  zhTw: { readonly [K in keyof W]: string },
): { readonly en: W; readonly 'zh-TW': { readonly [K in keyof W]: string } } {
  return { en, 'zh-TW': zhTw };
}
