import { cleanText, type Tags } from './osm-tags.ts';

const LONGEST_PART = 100;
const LONGEST_ADDRESS = 300;
const LONGEST_PHONE = 40;
const LONGEST_URL = 500;

/** Returns the address in one line, such as "Unit 3, 12 High Street, Bristol, BS1 1AA, GB". */
export function addressOf(tags: Tags): string | undefined {
  const part = (key: string) => cleanText(tags(`addr:${key}`), LONGEST_PART);
  const full = cleanText(tags('addr:full'), LONGEST_ADDRESS);
  const unit = part('unit');
  const street = part('street') ?? part('place');
  const parts = [
    unit && /^\d/.test(unit) ? `Unit ${unit}` : unit,
    part('housename'),
    street && [part('housenumber'), street].filter(Boolean).join(' '),
    part('suburb'),
    part('city') ?? part('town') ?? part('village'),
    part('state') ?? part('province'),
    part('postcode'),
  ].filter(Boolean);
  if (full || !parts.length) return full;
  return cleanText([...parts, part('country')].filter(Boolean).join(', '), LONGEST_ADDRESS);
}

/** Returns the first of several telephone numbers, as written, or undefined when the text is no telephone number. */
export function phoneOf(tags: Tags): string | undefined {
  for (const value of [tags('phone'), tags('contact:phone')]) {
    const phone = cleanText(value?.split(/[;,]|\s\/\s/)[0], LONGEST_PHONE);
    const isPhone = phone && /^\+?[\d\s()./-]+$/.test(phone) && phone.replace(/\D/g, '').length >= 5;
    if (isPhone) return phone;
  }
  return undefined;
}

/** Returns the first of several web addresses. Accepts only http(s) addresses without a password. */
export function websiteOf(tags: Tags): string | undefined {
  for (const value of [tags('website'), tags('contact:website')]) {
    const text = value
      ?.trim()
      .split(/\s*;\s*(?=https?:)|\s+/)[0]
      ?.trim();
    const url = text && text.length <= LONGEST_URL ? URL.parse(text) : null;
    const isWeb = url && /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password;
    if (isWeb && url.href.length <= LONGEST_URL) return url.href;
  }
  return undefined;
}

/** Returns the country in two small letters, as in ISO 3166. */
export function countryOf(tags: Tags): string | undefined {
  const code = tags('addr:country')?.trim().toLowerCase();
  return code && /^[a-z]{2}$/.test(code) ? code : undefined;
}
