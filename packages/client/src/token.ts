/**
 * Returns the lifetime of a JWT in milliseconds; Infinity when the token does not tell. The lifetime is the difference between
 * the two times in the token, so that the clock of the device does not matter.
 */
export function lifeOf(token: string): number {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Math.max(0, exp - iat) * 1_000 || Infinity;
  } catch {
    return Infinity;
  }
}
