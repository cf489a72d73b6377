import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/** Returns the CPU milliseconds (user and system) that a process has used; NaN on systems without /proc. */
export function cpuOf(pid: number): number {
  try {
    // The name in brackets may contain spaces. After the name, utime and stime are the 12th and 13th fields.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return NaN;
  }
}
