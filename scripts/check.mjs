import { spawn } from 'node:child_process';

/**
 * `npm run check` checks types, lint, format, borders and generated documents. All checks run, two at a time, and each failed
 * check prints its output.
 */
const checks = [
  ['types', 'tsc', ['--noEmit']],
  ['lint', 'eslint', ['.', '--max-warnings=0']],
  ['format', 'prettier', ['--check', '--log-level=warn', '.']],
  ['borders', 'depcruise', ['src', '--config', '.dependency-cruiser.mjs']],
  ['documents', 'node', ['dist/cli/docs.js', '--check']],
  ['client types', 'node', ['packages/client/generate.mjs', '--check']],
];

function run([name, command, args]) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve(report(name, 1, error.message, started)));
    child.on('close', (code) => resolve(report(name, code, output, started)));
  });
}

function report(name, code, output, started) {
  console.log(
    `check ${name}: ${code === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`,
  );
  if (code !== 0) console.log(output.trim());
  return code === 0 ? 0 : 1;
}

let failed = 0;
const queue = [...checks];
const worker = async () => {
  while (queue.length) failed += await run(queue.shift());
};
await Promise.all([worker(), worker()]);
if (failed) {
  console.log(`\nTests: ${checks.length - failed} passed, ${failed} failed`);
  process.exit(1);
}
