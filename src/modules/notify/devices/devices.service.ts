import { Injectable } from '@nestjs/common';
import { AccessVerifier, type UserActor } from '../../../common/auth/actor.ts';
import { FieldCrypto } from '../../../common/crypto/field-crypto.ts';
import { newId } from '../../../common/database/ids.ts';
import { InUnitOfWork, UnitOfWork } from '../../../common/database/unit-of-work.ts';
import { notFound } from '../../../common/errors/common.errors.ts';
import { Clock } from '../../../common/time/clock.ts';
import { MOST_DEVICES, TOKEN } from './device.schema.ts';
import { toDeviceView, type DeviceView, type RegisterDevice } from './devices.dto.ts';
import { DevicesRepository } from './devices.repository.ts';

/**
 * The devices that receive push messages. A phone has one owner: its token belongs to the session that registered it last. The
 * token is removed with that session and counts only while the session lives, because a session may expire without anybody ending
 * it.
 */
@Injectable()
export class DevicesService {
  constructor(
    private readonly devices: DevicesRepository,
    private readonly sessions: AccessVerifier,
    private readonly crypto: FieldCrypto,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Registers the device for this session, and takes the device over from any former owner. */
  async register({ id: userId, sessionId }: UserActor, { token, platform }: RegisterDevice): Promise<DeviceView> {
    return this.unitOfWork.answer(async () => {
      const seenAt = this.clock.now();
      const device = await this.devices.put({
        id: newId(),
        userId,
        sessionId,
        platform,
        token: this.crypto.seal(TOKEN, token),
        seenAt,
      });
      await this.devices.trim(userId, MOST_DEVICES);
      return toDeviceView(device);
    });
  }

  /** Removes a device of the actor. Throws 404 `not-found` for any other device. */
  async remove(actor: UserActor, token: string): Promise<void> {
    await this.unitOfWork.answer(async () => {
      if (!(await this.devices.deleteToken(this.crypto.blindIndexes(TOKEN, token), actor.id))) throw notFound();
    });
  }

  /** Returns the tokens of all devices that are signed in as this user, except the devices of one session. */
  async tokensOf(userId: string, exceptSessionId?: string): Promise<string[]> {
    const devices = await this.devices.list(userId, MOST_DEVICES);
    const living = await this.sessions.living(devices.map(({ sessionId }) => sessionId));
    return devices
      .filter(({ sessionId }) => sessionId !== exceptSessionId && living.has(sessionId))
      .map(({ token }) => this.crypto.decrypt(TOKEN, token.value));
  }

  /** Returns whether the device with this token is still signed in as this user. */
  async isOf(userId: string, token: string): Promise<boolean> {
    const device = await this.devices.findByToken(this.crypto.blindIndexes(TOKEN, token));
    if (device?.userId !== userId) return false;
    return (await this.sessions.living([device.sessionId])).has(device.sessionId);
  }

  /** Removes the device with this token, because the provider says that the token is dead. */
  async forgetToken(token: string): Promise<void> {
    await this.devices.deleteToken(this.crypto.blindIndexes(TOKEN, token));
  }

  /** Removes the devices of these sessions, because the sessions have ended. */
  @InUnitOfWork()
  async forgetSessions(sessionIds: string[]): Promise<void> {
    await this.devices.deleteOfSessions(sessionIds);
  }
}
