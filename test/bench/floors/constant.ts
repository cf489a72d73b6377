import { serve } from './floor.ts';

/** Answers the same text at once, which shows how fast the load generator itself can be. */
const text = JSON.stringify({ items: 'x'.repeat(12_000) });

await serve(({ app }) => {
  app.get('/constant', (_request, reply) => reply.type('application/json').send(text));
});
