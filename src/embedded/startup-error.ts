/** An error that the user can correct. The message says how, and nothing else is printed. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
