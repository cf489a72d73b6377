import { readFileSync } from 'node:fs';

/** Linux counts a process's time in hundredths of a second. */
const TICK_MS = 10;

/** CPU milliseconds a process has used, user and system; NaN where there is no /proc. */
export function cpuOf(pid: number): number {
  try {
    // The name in parentheses may hold spaces; behind it utime and stime are the 12th and 13th fields.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return NaN;
  }
}
