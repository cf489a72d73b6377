import { counted, generate, type Order } from './generator.ts';
import { requestsOf, type Source } from './requests.ts';

export type Message = { prepare: string; source: Source } | ({ run: string } & Order);

/** The load runs in its own process, so that its garbage collections and waits do not affect the bench. */
const prepared = new Map<string, () => string>();

process.on('message', (message: Message) => {
  if ('prepare' in message) {
    prepared.set(message.prepare, counted(requestsOf(message.source)));
    process.send!({});
    return;
  }
  generate(message, prepared.get(message.run)!).then(
    (seen) => process.send!({ seen }),
    (error: Error) => process.send!({ problem: error.message }),
  );
});
process.on('disconnect', () => process.exit(1));
