import { resolve } from 'node:path';
import { readBinaries, type Binaries } from './binaries.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { startEmbeddedServices, type EmbeddedServices } from './embedded-services.ts';
import { prepareDataDir } from './installation.ts';
import { removeServicesFile } from './services-file.ts';

export interface OwnOptions {
  dataDir: string;
  /** The port that the app will listen on, for the message that a second start prints. */
  port?: number | undefined;
  log?: (line: string) => void;
  binaries?: Binaries;
}

/**
 * Takes the lock of the folder and starts the embedded services: for `npm start`, and for a command that needs the data while the
 * app does not run. In whatever way the services end, the lock and the services file are removed with them.
 */
export async function ownServices({ dataDir, port, log, binaries }: OwnOptions): Promise<EmbeddedServices> {
  const folder = resolve(dataDir);
  const programs = binaries ?? readBinaries();
  prepareDataDir(folder);
  const unlock = await lockDataDir(folder, port);
  const leave = () => {
    removeServicesFile(folder);
    unlock();
  };
  try {
    const services = await startEmbeddedServices(folder, programs, log);
    return leaveAfter(services, leave);
  } catch (error) {
    leave();
    throw error;
  }
}

function leaveAfter(services: EmbeddedServices, leave: () => void): EmbeddedServices {
  const end = () => {
    services.end();
    leave();
  };
  process.once('exit', end);
  return {
    ...services,
    end,
    stop: async () => {
      await services.stop();
      process.off('exit', end);
      leave();
    },
  };
}
