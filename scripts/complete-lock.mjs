/**
 * Run this script after every `npm install`. When a registry lacks packages for other platforms, npm leaves them out of the lock,
 * and `npm ci` then refuses the lock. This script adds an entry for every optional dependency that the lock lacks. It reads the
 * platform from the name of the package, so that npm skips the package on other platforms.
 */
import { readFileSync, writeFileSync } from 'node:fs';

const path = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(path, 'utf8'));

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'sunos', 'aix'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];

/** Reads the platform from a name: `core-linux-x64-gnu` → linux, x64, glibc. `win` in a name means win32. */
function platformOf(name) {
  const words = name.split(/[-/]/).map((word) => (word === 'win' ? 'win32' : word));
  const pick = (known) => words.filter((word) => known.includes(word)).slice(-1);
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some(isGlibc) ? ['glibc'] : [];
  return { os: pick(SYSTEMS), cpu: pick(PROCESSORS), libc };
}

const isGlibc = (word) => word === 'gnu' || word === 'glibc';

/**
 * Tells whether the lock has the dependency. npm looks in the package's own node_modules first, then in the folders around it.
 */
function isInLock(owner, name) {
  for (let folder = owner; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    if (lock.packages[`${folder ? `${folder}/` : ''}node_modules/${name}`]) return true;
    if (!folder || !folder.includes('/node_modules/')) return Boolean(lock.packages[`node_modules/${name}`]);
  }
}

function stub(name, range) {
  const { os, cpu, libc } = platformOf(name);
  if (os.length === 0) throw new Error(`${name} names no platform: add it to the lock with npm install`);
  const version = range.replace(/^[~^]/, '');
  return { version, ...(cpu.length && { cpu }), ...(libc.length && { libc }), optional: true, os };
}

const added = [];
for (const [owner, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (isInLock(owner, name)) continue;
    lock.packages[`node_modules/${name}`] = stub(name, range);
    added.push(name);
  }
}

if (added.length > 0) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added.length > 0 ? `package-lock.json: ${added.length} entries added` : 'package-lock.json is complete');
