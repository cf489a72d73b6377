import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';

/** An email address in lower case, so that one mailbox is one account in whatever case people type the address. */
export const Email = z.string().trim().toLowerCase().pipe(z.email('an email address').max(254));

/** Returns the phone number in E.164 form, or undefined when the text is not an international phone number. */
export function toE164(text: string): string | undefined {
  if (!/^\+[\d\s().\-/\u00a0]{4,40}$/.test(text)) return undefined;
  const number = parsePhoneNumberFromString(text);
  // Only the length is checked. The code that is sent to the number shows whether it is in use, and numbering plans change.
  return number?.isPossible() ? number.number : undefined;
}

/** An international phone number that begins with +, with any spacing. It is converted to E.164 form. */
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
