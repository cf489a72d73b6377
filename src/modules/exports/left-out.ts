/** Collections that may name a person and are not in the export, and why. Whoever adds a collection decides: here, or a subject. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  codes: 'six digits, unreadable even here, for minutes; where they went is among the deliveries',
  password_resets: 'a secret, unreadable even here, for minutes; where it went is among the deliveries',
  oauth_tickets: 'secrets of a sign-in that is under way, unreadable even here, for minutes',
};
