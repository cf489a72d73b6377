/** Returns the text in lower case and without accents, so that a search for "cafe" also finds "Café". */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Returns the distinct folded words of the texts. Words consist of letters and digits. */
export const tokensOf = (...texts: string[]): string[] => [
  ...new Set(texts.flatMap((text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [])),
];
