import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Seen } from './generator.ts';
import type { Message } from './load-process.ts';
import type { Source } from './requests.ts';

/** The load generator as its users see it. */
export interface Load {
  pid: number;
  /** Names what a contender will be asked. */
  prepare(name: string, source: Source): Promise<void>;
  run(name: string, order: Order): Promise<Seen>;
  stop(): void;
}

export function startLoad(): Load {
  const child = fork(fileURLToPath(new URL('./load-process.ts', import.meta.url)), { execArgv: [] });
  const ended = once(child, 'exit').then(() => [{ problem: 'the load process ended' }]);
  const ask = async (message: Message) => {
    const answer = once(child, 'message');
    child.send(message);
    const [{ seen, problem }] = (await Promise.race([answer, ended])) as [{ seen?: Seen; problem?: string }];
    if (problem !== undefined) throw new Error(problem);
    return seen;
  };
  return {
    pid: child.pid!,
    prepare: async (name, source) => void (await ask({ prepare: name, source })),
    run: async (name, order) => (await ask({ run: name, ...order }))!,
    stop: () => void child.kill(),
  };
}
