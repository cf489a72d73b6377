import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** A process as it is stored in a file. `born` distinguishes the process from a later process with the same number. */
export interface ProcessIdentity {
  pid: number;
  born?: string | undefined;
}

export function identify(pid: number = process.pid): ProcessIdentity {
  return { pid, born: birthOf(pid) };
}

/** Tells whether exactly this process still runs. A zombie counts as dead. */
export function isAlive({ pid, born }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  const now = birthOf(pid);
  return now !== 'zombie' && (born === undefined || now === undefined || now === born);
}

/** Waits until the process has ended. Returns false when the process still runs after `timeout` milliseconds. */
export async function waitForEnd(identity: ProcessIdentity, timeout: number): Promise<boolean> {
  const deadline = Date.now() + timeout;
  while (isAlive(identity)) {
    if (Date.now() > deadline) return false;
    await pause(20);
  }
  return true;
}

export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // The process has already ended, which is what the signal was for.
  }
}

/** Returns the processes whose command line contains the text. Returns none on systems that cannot tell (Windows). */
export function findProcesses(text: string): ProcessIdentity[] {
  const lines = process.platform === 'linux' ? linuxCommandLines() : otherCommandLines();
  return lines.filter(([, command]) => `${command} `.includes(text)).map(([pid]) => identify(pid));
}

function linuxCommandLines(): [number, string][] {
  const pids = readdirSync('/proc').map(Number).filter(Boolean);
  return pids.map((pid) => [pid, readProc(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ') ?? '']);
}

function otherCommandLines(): [number, string][] {
  const { stdout } = spawnSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').map((line) => [Number.parseInt(line), line.trim()]);
}

function birthOf(pid: number): string | undefined {
  const stat = readProc(`/proc/${pid}/stat`);
  if (!stat) return undefined;
  // The second field is the name of the program in brackets. The name may contain spaces, so fields are counted from its end.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return 'zombie';
  return `${readProc('/proc/sys/kernel/random/boot_id')?.trim()}/${fields[19]}`;
}

function readProc(path: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
