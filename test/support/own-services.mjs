/** A process that owns the embedded services of a DATA_DIR, for tests that kill it. */
import { ownServices } from '../../src/embedded/owned-services.ts';

// When the test run is interrupted, this process ends and asks its servers to end too.
process.once('disconnect', () => process.exit(1));

try {
  const services = await ownServices({ dataDir: process.argv[2] });
  const [redis, mongodb] = services.pids();
  process.on('message', () => void services.stop().then(() => process.exit(0)));
  process.send({ mongodbUri: services.mongodbUri, redisUrl: services.redisUrl, redis, mongodb });
} catch (error) {
  process.send({ problem: error.message });
  process.exit(1);
}
