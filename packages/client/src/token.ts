/** Milliseconds between a JWT's making and its end. By the difference, so that the device's own clock does not matter. */
export function lifeOf(token: string): number {
  try {
    const payload = token.split('.')[1]!.replaceAll('-', '+').replaceAll('_', '/');
    const { iat, exp } = JSON.parse(atob(payload)) as { iat: number; exp: number };
    return Math.max(0, exp - iat) * 1_000 || Infinity;
  } catch {
    return Infinity;
  }
}
