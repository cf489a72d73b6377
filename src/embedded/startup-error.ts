/** Something the user can cure; the message names the cure and is all that is printed. */
export class StartupError extends Error {
  override readonly name = 'StartupError';
}
