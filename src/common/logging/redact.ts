const SECRET_KEY = /pass(word)?|secret|token|authorization|cookie|api[-_]?key|phone|email/i;
const SECRET_TEXT = [
  { pattern: /\b(mongodb(?:\+srv)?|rediss?):\/\/[^\s@/]+@/gi, put: '$1://***@' },
  { pattern: /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g, put: '***' },
  { pattern: /\bBearer\s+\S+/gi, put: 'Bearer ***' },
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, put: '***' },
  // Phone numbers as in E.164: 7 to 15 digits after the plus sign, with or without separators.
  { pattern: /\+\d(?:[ .()-]{0,2}\d){6,14}(?!\d)/g, put: '***' },
];

/** Returns the text without tokens, credentials in addresses, email addresses and phone numbers. */
export const redactText = (text: string): string =>
  SECRET_TEXT.reduce((result, { pattern, put }) => result.replace(pattern, put), text);

/** No log line of the project is nested deeper. The limit also ends circular references. */
const MAX_DEPTH = 6;

/**
 * Returns a copy without secrets. Values whose key suggests a secret, tokens, credentials in addresses, email addresses and phone
 * numbers become "***". Values that are nested too deeply become "…".
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
