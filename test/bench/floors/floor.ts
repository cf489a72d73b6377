import Fastify, { type FastifyInstance } from 'fastify';
import { MongoClient, type Collection } from 'mongodb';

export interface Floor {
  app: FastifyInstance;
  client: MongoClient;
  collection: (name: string) => Collection<any>;
}

/**
 * Serves the least that a server can do: bare Fastify and the bare driver, with the pool and write concern of the application.
 */
export async function serve(addRoutes: (floor: Floor) => void): Promise<void> {
  const client = await MongoClient.connect(process.env.MONGODB_URI!, {
    maxPoolSize: 50,
    writeConcern: { w: 'majority' },
  });
  const app = Fastify();
  app.get('/health/ready', () => ({ status: 'ok' }));
  addRoutes({ app, client, collection: (name) => client.db().collection(name) });
  await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
  // An exit lets Node write a profile. Nobody reads the exit code.
  process.on('SIGTERM', () => process.exit(0));
}
