import { z } from 'zod';

/** The text of a message. */
export interface Rendered {
  subject: string;
  text: string;
}

const Code = z.object({ code: z.string(), minutes: z.number() });
const Reset = z.object({ token: z.string(), link: z.string().optional(), minutes: z.number() });
const Device = z.object({ device: z.string(), place: z.string(), at: z.string() });
const Address = z.object({ channel: z.enum(['email', 'phone']) });
const Decision = z.object({ notes: z.string() });

const Provider = z.object({ provider: z.enum(['google', 'facebook', 'apple']), at: z.string() });
const PROVIDERS = { google: 'Google', facebook: 'Facebook', apple: 'Apple' };

const template = <T>(data: z.ZodType<T>, render: (data: T) => Rendered) => ({
  render: (given: unknown) => render(data.parse(given)),
});

/** One English text per template; there is no other language yet. A text without its subject is short enough for an SMS. */
const ENGLISH = {
  'verify-code': template(Code, ({ code, minutes }) => ({
    subject: `${code} is your Grome code`,
    text: `${code} is your Grome code. It works for ${minutes} minutes. Never give this code to anybody.`,
  })),
  'password-reset': template(Reset, ({ token, link, minutes }) => ({
    subject: 'A new password for Grome',
    text: `Somebody asked for a new password for your Grome account. ${link ? `Choose a new password here: ${link}` : `Your code: ${token}`}\nIt works once, for ${minutes} minutes. If you did not ask for it, do nothing.`,
  })),
  'new-device': template(Device, ({ device, place, at }) => ({
    subject: 'Your Grome account was used on a new device',
    text: `Somebody signed in to your Grome account: ${device}, ${place}, ${at}. If it was not you, change your password and end that session.`,
  })),
  'security-alert': template(Device, ({ device, place, at }) => ({
    subject: 'We signed out one of your devices',
    text: `A sign-in of your Grome account was used on two devices at once, which happens when a sign-in is stolen. We ended the sign-in: ${device}, ${place}, ${at}. Sign in again, and change your password if you are not sure.`,
  })),
  'password-changed': template(z.object({ at: z.string() }), ({ at }) => ({
    subject: 'Your Grome password was changed',
    text: `The password of your Grome account was changed at ${at}, and every other device was signed out. If it was not you, ask for a new password now.`,
  })),
  'account-closing': template(z.object({ dueAt: z.string() }), ({ dueAt }) => ({
    subject: 'Your Grome account will be deleted',
    text: `As you asked, your Grome account and all personal data in it will be deleted at ${dueAt}. Sign in before then to keep your account.`,
  })),
  'export-ready': template(z.object({ link: z.string(), expiresAt: z.string() }), ({ link, expiresAt }) => ({
    subject: 'Your Grome data is ready',
    text: `You asked for everything that Grome knows about you: ${link}\nThis link works until ${expiresAt} for everybody who has it. Do not pass it on. If it was not you, change your password.`,
  })),
  'address-changed': template(Address, ({ channel }) => ({
    subject: `Your Grome ${channel === 'email' ? 'email address' : 'phone number'} was changed`,
    text: `Your Grome account has a new ${channel === 'email' ? 'email address' : 'phone number'}; this one is no longer used. If it was not you, write to support.`,
  })),
  'address-added': template(Address, ({ channel }) => ({
    subject: `Your Grome account has ${channel === 'email' ? 'an email address' : 'a phone number'} now`,
    text: `Somebody can sign in to your Grome account with ${channel === 'email' ? 'an email address' : 'a phone number'} that was added to your account. If it was not you, change your password and write to support.`,
  })),
  'verification-approved': template(Decision, ({ notes }) => ({
    subject: 'You are verified on Grome',
    text: `Your verification was approved: customers can find and book you once your profile is complete.${notes && ` ${notes}`}`,
  })),
  'verification-rejected': template(Decision, ({ notes }) => ({
    subject: 'Grome could not verify you',
    text: `Your verification was rejected.${notes && ` The reason: ${notes}`}\nYou can hand in documents again in the app.`,
  })),
  'identity-linked': template(Provider, ({ provider, at }) => ({
    subject: `You can now sign in to Grome with ${PROVIDERS[provider]}`,
    text: `Since ${at} somebody can sign in to your Grome account with ${PROVIDERS[provider]}. If it was not you, change your password and remove ${PROVIDERS[provider]} from your account.`,
  })),
};
export type DeliveryTemplate = keyof typeof ENGLISH;

/** Renders a template. Throws when the data does not fit the template. */
export const render = (name: DeliveryTemplate, data: unknown): Rendered => ENGLISH[name].render(data);

/** Returns the text as a small HTML document. All text is escaped, because it may come from people. */
export function toHtml({ subject, text }: Rendered): string {
  const paragraphs = text.split('\n').map((line) => `<p>${linked(escaped(line))}</p>`);
  return `<!doctype html><html><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body>${paragraphs.join('')}</body></html>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
const linked = (text: string): string => text.replace(/https?:\/\/[^\s<]+/g, (url) => `<a href="${url}">${url}</a>`);
