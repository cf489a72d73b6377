/** Returns the value of a tag as text, or undefined without a value. */
export type Tags = (key: string) => string | undefined;

/**
 * Returns the tags of a feature. Exports put the tags into `properties` or, next to the element's own data, into
 * `properties.tags`.
 */
export function tagsOf(properties: unknown): Tags {
  const outer = asObject(properties);
  const inner = asObject(outer.tags);
  return (key) => asText(own(inner, key)) ?? asText(own(outer, key));
}

/**
 * Returns the text without the control and direction characters that break lists and logs, in at most `max` characters, or
 * undefined when nothing visible is left.
 */
export function cleanText(text: string | undefined, max: number): string | undefined {
  if (text === undefined) return undefined;
  const line = text
    .slice(0, 4 * max)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u200b\u202a-\u202e\u2060-\u2069]/gu, '');
  // The cut must not leave half of a character that takes two units.
  const cut = line
    .trim()
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(cut) ? cut : undefined;
}

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Returns texts and numbers as text, because some converters turn names such as `1847` into JSON numbers. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : undefined;

const own = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
