import type { LoggerService, Type } from '@nestjs/common';
import type { Config } from '../common/config/config.ts';
import { KeyRotation } from '../common/crypto/key-rotation.ts';
import { AbandonedTransactions } from '../common/database/abandoned-transactions.ts';
import { Clock } from '../common/time/clock.ts';
import { plus, SECOND } from '../common/time/durations.ts';
import { BookingChangesService } from '../modules/booking/bookings/changing/booking-changes.service.ts';
import { CalendarsService } from '../modules/shop/calendars/calendars.service.ts';
import { DispatchService } from '../modules/notify/deliveries/dispatch.service.ts';
import { ExportJobsService } from '../modules/records/exports/export-jobs.service.ts';
import { FeedService } from '../modules/notify/feed/feed.service.ts';
import { ClosingService } from '../modules/accounts/closing/closing.service.ts';
import { UploadChecksService } from '../modules/files/uploads/checks/upload-checks.service.ts';

/** What a turn gets in addition to its services. */
export interface TurnContext {
  /** Aborted when the worker stops: from then on the turn begins nothing more. */
  stopping: AbortSignal;
  config: Config;
  logger: LoggerService;
}

/** Work that every worker looks for at intervals. The database says what is due, so any number of workers may look for it. */
export interface PeriodicJob<S extends readonly Type[] = readonly Type[]> {
  /** Milliseconds from the end of a turn to the next one. */
  everyMs(config: Config): number;
  services: S;
  turn(services: { [I in keyof S]: InstanceType<S[I]> }, context: TurnContext): Promise<unknown>;
  /** How many turns may overlap: the next turn begins on time although earlier turns still run. One turn at a time by default. */
  atOnce?: number;
}

const job = <const S extends readonly Type[]>(row: PeriodicJob<S>): PeriodicJob => row;
const sweepInterval = ({ SWEEP_INTERVAL_MS }: Config): number => SWEEP_INTERVAL_MS;

const PAGE = 100;
/** A node sends a durable message within milliseconds of the commit. After this time, the node is dead or cut off. */
const FEED_LATE_MS = SECOND;

/** Each channel has a loop of its own, so that a code by email does not wait for push messages. */
const deliveriesBy = (channel: Parameters<DispatchService['sendDueBy']>[0]): PeriodicJob =>
  job({
    everyMs: sweepInterval,
    services: [DispatchService],
    turn: ([dispatch], { stopping }) => dispatch.sendDueBy(channel, PAGE, stopping),
  });

/** Calls `work`, which returns how many rows it found, until a page is not full. */
async function everyPage(stopping: AbortSignal, work: () => Promise<number>): Promise<void> {
  while (!stopping.aborted) if ((await work()) < PAGE) return;
}

/** Every periodic job. To add a job, add a row here; `PeriodicRunner` does the rest. */
export const PERIODIC_JOBS = {
  /** Ends requests that nobody answered in time. */
  'booking-expiry': job({
    everyMs: sweepInterval,
    services: [BookingChangesService],
    turn: ([changes], { stopping }) => everyPage(stopping, () => changes.expireDue(PAGE)),
  }),
  /**
   * Clears holds that a crash left. This is a job of its own, because ending many requests on a busy day takes long. Its turns
   * overlap, because a turn may have to wait for a barber whose documents a dying node keeps locked.
   */
  'hold-sweep': job({
    everyMs: sweepInterval,
    services: [CalendarsService],
    turn: ([calendars]) => calendars.sweep(),
    atOnce: 10,
  }),
  /** Hands messages to the providers that carry them out of the platform. */
  'deliveries-email': deliveriesBy('email'),
  'deliveries-sms': deliveriesBy('sms'),
  'deliveries-push': deliveriesBy('push'),
  /** Sends durable messages that were committed but not sent. */
  'feed-relay': job({
    everyMs: sweepInterval,
    services: [FeedService, Clock],
    turn: ([feed, clock]) => feed.sendUnsent(plus(clock.now(), -FEED_LATE_MS), 500),
  }),
  /** Checks files that were sent and removes files that nothing uses. */
  uploads: job({
    everyMs: ({ UPLOAD_POLL_MS }) => UPLOAD_POLL_MS,
    services: [UploadChecksService],
    turn: ([checks], { stopping }) => checks.workOff(20, stopping),
  }),
  /** Makes the exports that people asked for, and removes expired exports. */
  exports: job({
    everyMs: sweepInterval,
    services: [ExportJobsService],
    turn: ([exports], { stopping }) => exports.workOff(5, stopping),
  }),
  /** Erases closed accounts whose grace period has ended. */
  erasure: job({
    everyMs: sweepInterval,
    services: [ClosingService],
    turn: ([closing], { stopping }) => everyPage(stopping, () => closing.eraseDue(PAGE, stopping)),
  }),
  /** Encrypts fields again with the first of FIELD_KEYS. */
  'key-rotation': job({
    everyMs: () => 30 * SECOND,
    services: [KeyRotation],
    turn: ([rotation], { stopping }) => rotation.turn(stopping),
  }),
  /** Ends the transactions of a killed node, so that documents which they lock are free within seconds. */
  'abandoned-transactions': job({
    everyMs: () => SECOND,
    services: [AbandonedTransactions],
    turn: async ([transactions], { config, logger }) => {
      const ended = await transactions.end(idleMs(config));
      if (ended) logger.warn(`ended ${ended} abandoned transaction(s)`, 'AbandonedTransactions');
    },
  }),
};
export type JobName = keyof typeof PERIODIC_JOBS;

/**
 * Returns how many milliseconds a transaction may be idle. Nothing slow runs inside a transaction, so a client without progress
 * for 5 s counts as dead. With short holds, the time is shorter.
 */
const idleMs = ({ BOOKING_HOLD_TTL_SECONDS }: Config): number =>
  Math.min(5 * SECOND, Math.max(2 * SECOND, BOOKING_HOLD_TTL_SECONDS * 500));

/** Injection token of the table. */
export const JOBS = Symbol('JOBS');
