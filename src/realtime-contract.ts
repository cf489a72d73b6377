import { z } from 'zod';
import { ProblemView } from './common/errors/problem-view.ts';
import { Id } from './common/shapes/fields.ts';
import { BookingChanged, BookingView } from './modules/booking/bookings/bookings.dto.ts';
import {
  MessageView,
  ReadMessages,
  ReadView,
  SocketSendMessage,
  TypeMessage,
  TypingView,
} from './modules/chat/chat.dto.ts';
import { MissedMessages } from './modules/notify/feed/feed.dto.ts';
import {
  EtaUpdated,
  LatestLocation,
  LocationUpdated,
  Pace,
  ReportAnswer,
  ReportLocation,
  WatchBooking,
} from './modules/booking/location/location.dto.ts';
import { NotificationView } from './modules/notify/notifications/notifications.dto.ts';
import { OwnVerificationView } from './modules/accounts/verification/verification.dto.ts';

/** What a client may send: the shape of its data, of the answer in the ack, and how often. */
export interface ClientMessage {
  data: z.ZodType;
  answer: z.ZodType;
  about: string;
  /** So many at once, then so many per second. */
  burst: number;
  perSecond: number;
}

/** What the server sends. Durable: numbered, replayed, `{ seq, name, data, at }`; ephemeral: may be lost, its bare data. */
export interface ServerMessage {
  promise: 'durable' | 'ephemeral';
  data: z.ZodType;
  about: string;
}

const Nothing = z.object({});
const Day = z.strictObject({ barberId: Id, date: z.iso.date() });
const usual = { burst: 20, perSecond: 10 };

export const CLIENT_MESSAGES = {
  'events.since': {
    data: z.strictObject({ seq: z.int().min(0) }),
    answer: MissedMessages,
    about: 'What came after that number, at most 500 messages, fewer of long ones; ask again while `more`.',
    ...usual,
  },
  'session.refresh': {
    data: z.strictObject({ token: z.string().max(4_096) }),
    answer: z.object({ expiresAt: z.iso.datetime() }),
    about: 'A new access token of the same user keeps the socket open beyond the old one.',
    burst: 5,
    perSecond: 1,
  },
  'message.send': {
    data: SocketSendMessage,
    answer: MessageView,
    about: 'As `POST /conversations/:id/messages`: the same `clientId` again is the same message.',
    burst: 10,
    perSecond: 2,
  },
  'message.read': {
    data: ReadMessages,
    answer: Nothing,
    about: 'Everything up to that message is read; an older one than before changes nothing.',
    burst: 10,
    perSecond: 2,
  },
  'message.typing': {
    data: TypeMessage,
    answer: Nothing,
    about: 'Shown to the other party, if there.',
    burst: 5,
    perSecond: 1,
  },
  'availability.watch': {
    data: Day,
    answer: Nothing,
    about: 'From now on `availability.changed` for that barber and UTC day.',
    ...usual,
  },
  'availability.unwatch': { data: Day, answer: Nothing, about: 'No longer.', ...usual },
  'booking.watch': {
    data: WatchBooking,
    answer: LatestLocation,
    about:
      'From now on, for its two parties, `location.updated` and `eta.updated` of that booking while the barber shares; for an admin `booking.changed` and nothing else. Then load the booking.',
    ...usual,
  },
  'booking.unwatch': { data: WatchBooking, answer: Nothing, about: 'No longer.', ...usual },
  'location.share': {
    data: WatchBooking,
    answer: Pace,
    about: 'The barber, from depart to start: reports follow. To be said again after a silence (LOCATION_TTL_SECONDS).',
    ...usual,
  },
  'location.report': {
    data: ReportLocation,
    answer: ReportAnswer,
    about:
      'Where the barber is (`speed` in m/s), once `location.share` was acked: else 409 `location-not-shared`. What cannot be true is dropped. Again after `everySeconds`.',
    burst: 5,
    perSecond: 2,
  },
  'location.stop': { data: WatchBooking, answer: Nothing, about: 'Shared no more.', ...usual },
} as const satisfies Record<string, ClientMessage>;
export type ClientMessageName = keyof typeof CLIENT_MESSAGES;

export const SERVER_MESSAGES = {
  'booking.updated': { promise: 'durable', data: BookingView, about: 'The booking as this user may see it.' },
  'booking.changed': {
    promise: 'ephemeral',
    data: BookingChanged,
    about: 'To admins who watch that booking: load it again.',
  },
  'message.created': {
    promise: 'durable',
    data: MessageView,
    about: 'Somebody wrote, to both parties; the sender’s other devices hear of it too.',
  },
  'message.read': { promise: 'durable', data: ReadView, about: 'One of the two has read so far, to both.' },
  'notification.created': { promise: 'durable', data: NotificationView, about: 'A new line in `GET /notifications`.' },
  'verification.updated': {
    promise: 'durable',
    data: OwnVerificationView,
    about: 'To the barber: documents were handed in, or decided about.',
  },
  ready: {
    promise: 'ephemeral',
    data: z.object({ latest: z.int() }),
    about: 'The socket is in its room and what was missed has been sent.',
  },
  'events.latest': {
    promise: 'ephemeral',
    data: z.object({ seq: z.int() }),
    about: 'The last number of this user: whoever holds less asks with `events.since`.',
  },
  'message.typing': { promise: 'ephemeral', data: TypingView, about: 'The other party is writing.' },
  'availability.changed': {
    promise: 'ephemeral',
    data: z.object({ barberId: z.string(), date: z.iso.date() }),
    about:
      'Open times of that barber and UTC day may have changed, by a booking, time off or another schedule: load them again.',
  },
  'location.updated': {
    promise: 'ephemeral',
    data: LocationUpdated,
    about: 'Where the barber on the way is; who reads slowly gets the latest only.',
  },
  'eta.updated': {
    promise: 'ephemeral',
    data: EtaUpdated,
    about: 'Seconds until the barber arrives: the median, and what nine trips in ten keep.',
  },
  problem: { promise: 'ephemeral', data: ProblemView, about: 'A refusal, where no ack was asked for.' },
} as const satisfies Record<string, ServerMessage>;
export type ServerMessageName = keyof typeof SERVER_MESSAGES;
