import { Inject, Injectable, type LoggerService } from '@nestjs/common';
import { KeyRotation } from '../common/crypto/key-rotation.ts';
import { LOGGER } from '../common/logging/logging.tokens.ts';
import { PeriodicProcessor } from './periodic-processor.ts';

const LOOK_EVERY_MS = 30_000;

/** Brings encrypted fields under the first of FIELD_KEYS. Stops between two batches when the worker does. */
@Injectable()
export class KeyRotationProcessor extends PeriodicProcessor {
  constructor(
    private readonly rotation: KeyRotation,
    @Inject(LOGGER) logger: LoggerService,
  ) {
    super('key rotation', LOOK_EVERY_MS, logger);
  }

  async work(): Promise<void> {
    await this.rotation.turn(this.stopping);
  }
}
