import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** Lower-cased, so one mailbox is one account however it is typed. */
export const Email = z.string().trim().toLowerCase().pipe(z.email('an email address').max(254));

/** E.164, or undefined when the text is no international phone number. */
export function toE164(text: string): string | undefined {
  if (!/^\+[\d\s().\-/\u00a0]{4,40}$/.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text);
  // Length only: whether a number is in use is for the code sent to it to show, and numbering plans change.
  return number?.isPossible() ? number.number : undefined;
}

/** International phone number with its leading +, however it is spaced; becomes E.164. */
export const Phone = z
  .string()
  .trim()
  .max(40)
  .transform((text, context) => {
    const number = toE164(text);
    if (number) return number;
    context.issues.push({
      code: 'custom',
      message: 'an international phone number such as +44 7700 900123',
      input: text,
    });
    return z.NEVER;
  });
