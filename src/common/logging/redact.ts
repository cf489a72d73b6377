const SECRET_KEY = /pass(word)?|secret|token|authorization|cookie|api[-_]?key|phone|email/i;
const SECRET_TEXT = [
  { pattern: /\b(mongodb(?:\+srv)?|rediss?):\/\/[^\s@/]+@/gi, put: '$1://***@' },
  { pattern: /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, put: '***' },
  { pattern: /\bBearer\s+\S+/gi, put: 'Bearer ***' },
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, put: '***' },
  // Numbers as E.164 has them, 7 to 15 digits after the plus, with or without what people put between.
  { pattern: /\+\d(?:[ .()-]{0,2}\d){6,14}(?!\d)/g, put: '***' },
];

/** Text without tokens, credentials in addresses, email addresses and phone numbers. */
export const redactText = (text: string): string =>
  SECRET_TEXT.reduce((result, { pattern, put }) => result.replace(pattern, put), text);

/** Deeper than any line of ours; also where a circle ends. */
const MAX_DEPTH = 6;

/**
 * A copy in which values under secret-sounding keys, tokens, credentials in addresses, email addresses and phone numbers are
 * replaced by "***", and what lies deeper than anybody looks by "…".
 */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value === null || typeof value !== 'object') return value;
  if (depth > MAX_DEPTH) return '…';
  if (Array.isArray(value)) return value.map((item) => redact(item, depth + 1));
  if (value instanceof Date) return value;
  const copy: Record<string | symbol, unknown> = {};
  for (const key of Reflect.ownKeys(value)) {
    const item = (value as Record<string | symbol, unknown>)[key];
    const secret = typeof key === 'string' && SECRET_KEY.test(key);
    copy[key] = secret && item !== undefined ? '***' : typeof key === 'symbol' ? item : redact(item, depth + 1);
  }
  return copy;
}
