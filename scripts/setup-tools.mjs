import { spawn } from 'node:child_process';
import { clearInterval, setInterval } from 'node:timers';

/** An error that the user can correct. Only its message is printed. */
export class SetupError extends Error {}

/** Runs a program and collects its output. For a missing program, returns `{ missing: true }` and does not throw. */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    const collect = (chunk) => (output = (output + chunk).slice(-20_000));
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.on('error', (error) => resolve({ ok: false, missing: error.code === 'ENOENT', output: error.message }));
    child.on('close', (code) => resolve({ ok: code === 0, missing: false, output }));
  });
}

/** Runs the work and prints "label … 48 s". On a terminal, the seconds are updated while the work runs. */
export async function step(label, work) {
  const started = Date.now();
  const seconds = () => `${Math.max(1, Math.round((Date.now() - started) / 1000))} s`;
  const ticker = process.stdout.isTTY && setInterval(() => process.stdout.write(`\r${label} … ${seconds()}`), 1000);
  process.stdout.write(`${label} …`);
  try {
    const result = await work();
    process.stdout.write(ticker ? `\r${label} … ${seconds()}\n` : ` ${seconds()}\n`);
    return result;
  } catch (error) {
    process.stdout.write('\n');
    throw error;
  } finally {
    if (ticker) clearInterval(ticker);
  }
}

/** Returns the last lines that are not empty, for the end of an error message. */
export function tail(output, lines = 6) {
  return output
    .split('\n')
    .filter((line) => line.trim())
    .slice(-lines)
    .join('\n');
}

export const isNetworkTrouble = (output) =>
  /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EAI_AGAIN|ENETUNREACH|NewConnectionError|ConnectTimeout|ReadTimeout|ProxyError|SSLError|name resolution|timed out|No matching distribution|Could not fetch|Connection (broken|refused|reset|error)/i.test(
    output,
  );

export const isDiskFull = (output) => /ENOSPC|no space left|disk quota|EDQUOT/i.test(output);
