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

/** A message that a client may send: the shapes of its data and of the answer in the ack, and how often it may be sent. */
export interface ClientMessage {
  data: z.ZodType;
  answer: z.ZodType;
  about: string;
  /** How many of these messages a socket may send at once, before `perSecond` limits them. */
  burst: number;
  perSecond: number;
}

/**
 * A message that the server sends. A durable message is numbered, can be replayed, and arrives as `{ seq, name, data, at }`. An
 * ephemeral message may be lost and arrives as its bare data.
 */
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
    about:
      'Returns the durable messages after that number: at most 500, and fewer when they are long. Ask again while `more` is true.',
    ...usual,
  },
  'session.refresh': {
    data: z.strictObject({ token: z.string().max(4_096) }),
    answer: z.object({ expiresAt: z.iso.datetime() }),
    about: 'Replaces the access token with a new token of the same user, so that the socket stays open longer.',
    burst: 5,
    perSecond: 1,
  },
  'message.send': {
    data: SocketSendMessage,
    answer: MessageView,
    about:
      'Writes a message, like `POST /conversations/:id/messages`. Sending the same `clientId` again returns the same message.',
    burst: 10,
    perSecond: 2,
  },
  'message.read': {
    data: ReadMessages,
    answer: Nothing,
    about:
      'Marks everything up to and including that message as read. A message older than the last mark changes nothing.',
    burst: 10,
    perSecond: 2,
  },
  'message.typing': {
    data: TypeMessage,
    answer: Nothing,
    about: 'Tells the other party that this user is typing. Is lost when the other party is not connected.',
    burst: 5,
    perSecond: 1,
  },
  'availability.watch': {
    data: Day,
    answer: Nothing,
    about: 'Subscribes to `availability.changed` for that barber and UTC day.',
    ...usual,
  },
  'availability.unwatch': { data: Day, answer: Nothing, about: 'Ends that subscription.', ...usual },
  'booking.watch': {
    data: WatchBooking,
    answer: LatestLocation,
    about:
      'Subscribes to a booking. The two parties receive `location.updated` and `eta.updated` while the barber shares a location; an admin receives only `booking.changed`. Load the booking after the ack.',
    ...usual,
  },
  'booking.unwatch': { data: WatchBooking, answer: Nothing, about: 'Ends that subscription.', ...usual },
  'location.share': {
    data: WatchBooking,
    answer: Pace,
    about:
      'The barber begins to share their location, between depart and start; then `location.report` follows. Send this again after a silence of LOCATION_TTL_SECONDS.',
    ...usual,
  },
  'location.report': {
    data: ReportLocation,
    answer: ReportAnswer,
    about:
      'Reports where the barber is (`speed` in metres per second). Send this only after the ack of `location.share`, otherwise the answer is 409 `location-not-shared`. An implausible report is dropped (`accepted: false`). Report again after `everySeconds`.',
    burst: 5,
    perSecond: 2,
  },
  'location.stop': { data: WatchBooking, answer: Nothing, about: 'The barber stops sharing their location.', ...usual },
} as const satisfies Record<string, ClientMessage>;
export type ClientMessageName = keyof typeof CLIENT_MESSAGES;

export const SERVER_MESSAGES = {
  'booking.updated': {
    promise: 'durable',
    data: BookingView,
    about: 'A booking is new or has changed. The data is the booking as this user may see it.',
  },
  'booking.changed': {
    promise: 'ephemeral',
    data: BookingChanged,
    about: 'Goes to admins who watch that booking, when it changed. Load the booking again.',
  },
  'message.created': {
    promise: 'durable',
    data: MessageView,
    about: 'Somebody wrote a message. Goes to both parties, so the sender’s other devices receive the message too.',
  },
  'message.read': {
    promise: 'durable',
    data: ReadView,
    about: 'One party has read up to this message. Goes to both parties.',
  },
  'notification.created': {
    promise: 'durable',
    data: NotificationView,
    about: 'A new notification is in `GET /notifications`.',
  },
  'verification.updated': {
    promise: 'durable',
    data: OwnVerificationView,
    about: 'Goes to the barber: documents were handed in, or an admin decided about the documents.',
  },
  ready: {
    promise: 'ephemeral',
    data: z.object({ latest: z.int() }),
    about: 'The socket receives messages from now on, and all missed messages have been sent.',
  },
  'events.latest': {
    promise: 'ephemeral',
    data: z.object({ seq: z.int() }),
    about: 'The last number of this user. A client that has a lower number asks with `events.since`.',
  },
  'message.typing': { promise: 'ephemeral', data: TypingView, about: 'The other party is typing.' },
  'availability.changed': {
    promise: 'ephemeral',
    data: z.object({ barberId: z.string(), date: z.iso.date() }),
    about:
      'The open times of that barber and UTC day may have changed, because of a booking, time off or another schedule. Load the open times again.',
  },
  'location.updated': {
    promise: 'ephemeral',
    data: LocationUpdated,
    about: 'Where the barber on the way is. A client that reads slowly receives only the latest position.',
  },
  'eta.updated': {
    promise: 'ephemeral',
    data: EtaUpdated,
    about:
      'Seconds until the barber arrives: `etaSeconds` is the median, and nine trips in ten take at most `p90Seconds`.',
  },
  problem: {
    promise: 'ephemeral',
    data: ProblemView,
    about: 'The server refused a message that asked for no ack, or is about to end the connection.',
  },
} as const satisfies Record<string, ServerMessage>;
export type ServerMessageName = keyof typeof SERVER_MESSAGES;
