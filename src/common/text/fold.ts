/** Lower case without accents: "Café" and "cafe" are one word to a searcher. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Distinct folded words of the texts, letters and digits only. */
export const tokensOf = (...texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])),
];
