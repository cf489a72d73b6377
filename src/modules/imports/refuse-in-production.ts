/** Everybody knows the password of a demo barber. */
export function refuseInProduction(production: boolean): void {
  if (production)
    throw new Error(
      '--bookable is for demonstrations: it makes accounts whose password is known, and so it refuses to run in production. ' +
        'Without it the same shops are listed: found by everybody, and not to be booked.',
    );
}
