/** Ends what test/global-setup.mjs started; it runs in the same process. */
export default function globalTeardown() {
  globalThis.endTestServers?.();
}
