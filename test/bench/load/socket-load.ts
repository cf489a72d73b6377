import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { SocketOrder, SocketSpec, WriteOrder, WriteSeen } from './socket-orders.ts';

/** The interface of the process that has many sockets. */
export interface SocketLoad {
  pid: number;
  connect(group: string, sockets: SocketSpec[]): Promise<void>;
  drop(group: string): Promise<void>;
  write(order: WriteOrder): Promise<WriteSeen>;
  stop(): void;
}

export function startSocketLoad(): SocketLoad {
  const child = fork(fileURLToPath(new URL('./socket-process.ts', import.meta.url)), { execArgv: [] });
  const ended = once(child, 'exit').then(() => [{ problem: 'the process with the sockets ended' }]);
  const ask = async (order: SocketOrder) => {
    const answer = once(child, 'message');
    child.send(order);
    const [{ seen, problem }] = (await Promise.race([answer, ended])) as [{ seen?: WriteSeen; problem?: string }];
    if (problem !== undefined) throw new Error(problem);
    return seen;
  };
  return {
    pid: child.pid!,
    connect: async (group, sockets) => void (await ask({ order: 'connect', group, sockets })),
    drop: async (group) => void (await ask({ order: 'drop', group })),
    write: async (order) => (await ask({ order: 'write', ...order }))!,
    stop: () => void child.kill(),
  };
}
