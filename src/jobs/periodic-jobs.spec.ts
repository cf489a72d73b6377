import { jest } from '@jest/globals';
import type { Config } from '../common/config/config.ts';
import { CHANNELS } from '../modules/notify/deliveries/delivery.schema.ts';
import { PERIODIC_JOBS, type PeriodicJob } from './periodic-jobs.ts';

const quiet = { log: () => undefined, warn: () => undefined, error: () => undefined };
const context = { stopping: new AbortController().signal, config: {} as Config, logger: quiet };
const stopped = { ...context, stopping: AbortSignal.abort() };
const turn = (job: PeriodicJob, services: object[], about = context) => job.turn(services, about);

it('every channel has a loop of its own, so that none waits for another', () => {
  const loops = Object.keys(PERIODIC_JOBS).filter((name) => name.startsWith('deliveries-'));
  expect(loops.sort()).toEqual(CHANNELS.map((channel) => `deliveries-${channel}`).sort());
});

it.each(['email', 'sms', 'push'] as const)('the loop of %s sends by this channel', async (channel) => {
  const sendDueBy = jest.fn();
  await turn(PERIODIC_JOBS[`deliveries-${channel}`], [{ sendDueBy }]);
  expect(sendDueBy).toHaveBeenCalledWith(channel, 100, context.stopping);
});

it('holds are swept beside the ending of requests, and turns of the sweep overlap', () => {
  expect(PERIODIC_JOBS['hold-sweep'].atOnce).toBeGreaterThanOrEqual(3);
  expect(PERIODIC_JOBS['booking-expiry'].atOnce).toBeUndefined();
});

describe.each([
  ['booking-expiry', 'expireDue'],
  ['erasure', 'eraseDue'],
] as const)('a turn of %s', (name, method) => {
  it('goes on while pages are full', async () => {
    const work = jest.fn<() => Promise<number>>().mockResolvedValueOnce(100).mockResolvedValueOnce(100);
    work.mockResolvedValue(99);
    await turn(PERIODIC_JOBS[name], [{ [method]: work }]);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('begins no page when the worker stops', async () => {
    const work = jest.fn<() => Promise<number>>().mockResolvedValue(100);
    await turn(PERIODIC_JOBS[name], [{ [method]: work }], stopped);
    expect(work).not.toHaveBeenCalled();
  });
});

it.each([
  [{ BOOKING_HOLD_TTL_SECONDS: 60 }, 5_000],
  [{ BOOKING_HOLD_TTL_SECONDS: 6 }, 3_000],
  [{ BOOKING_HOLD_TTL_SECONDS: 1 }, 2_000],
])('with %o a transaction counts as abandoned after %i ms', async (config, idleMs) => {
  const end = jest.fn<(idle: number) => Promise<number>>().mockResolvedValue(0);
  await turn(PERIODIC_JOBS['abandoned-transactions'], [{ end }], { ...context, config: config as Config });
  expect(end).toHaveBeenCalledWith(idleMs);
});
