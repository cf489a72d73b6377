/** Throws in production, because everybody knows the password of a demo barber. */
export function refuseInProduction(production: boolean): void {
  if (production)
    throw new Error(
      '--bookable is for demonstrations: the option creates accounts with a known password, so it refuses to run in production. ' +
        'Without the option the same shops are listed: everybody finds them, and nobody can book them.',
    );
}
