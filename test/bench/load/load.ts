import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Order, Seen } from './generator.ts';
import type { Message } from './load-process.ts';
import type { Source } from './requests.ts';

/** The interface of the load generator. */
export interface Load {
  pid: number;
  /** Prepares the requests of a contender under a name. */
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
