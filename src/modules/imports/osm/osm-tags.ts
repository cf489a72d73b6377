/** The value of a tag as text, if it has one. */
export type Tags = (key: string) => string | undefined;

/** Exports put the tags into `properties` or, with the element's own data beside them, into `properties.tags`. */
export function tagsOf(properties: unknown): Tags {
  const outer = asObject(properties);
  const inner = asObject(outer.tags);
  return (key) => asText(own(inner, key)) ?? asText(own(outer, key));
}

/** Without the control and direction characters that break lists and logs; never longer than `max`. */
export function cleanText(text: string | undefined, max: number): string | undefined {
  if (text === undefined) return undefined;
  const line = text
    .slice(0, 4 * max)
    .toWellFormed()
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\u200b\u202a-\u202e\u2060-\u2069]/gu, '');
  // A cut must not leave half of a character that takes two units.
  const cut = line
    .trim()
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(cut) ? cut : undefined;
}

export const asObject = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** Some converters turn names and numbers such as `1847` into JSON numbers. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : undefined;

const own = (object: Record<string, unknown>, key: string): unknown =>
  Object.hasOwn(object, key) ? object[key] : undefined;
