/** Ends what test/global-setup.mjs started. Both run in the same process. */
export default function globalTeardown() {
  globalThis.endTestServers?.();
}
