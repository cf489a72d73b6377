import { z } from 'zod';
import { USER_ROLES } from '../auth/actor.ts';

interface EventEntry {
  /** A sentence that says when the event is recorded. */
  when: string;
  /** Ids and small values that JSON can hold. */
  payload: z.ZodObject;
  /** Names that other systems use for the same fact. */
  alsoKnownAs?: readonly string[];
}

const id = z.string();
const role = z.enum(USER_ROLES);
const session = z.strictObject({ userId: id, sessionId: id, device: z.string(), place: z.string() });
/** `version` is the version of the booking after the change. When `actorId` is null, the platform itself acted. */
const booking = z.strictObject({ bookingId: id, barberId: id, version: z.int(), actorId: id.nullable() });

/**
 * Every event that subscribers may act on. Names have dots and use the past tense. `npm run docs` prints docs/events.md from this
 * table.
 */
export const DOMAIN_EVENTS = {
  'user.registered': {
    when: 'A person created an account.',
    payload: z.strictObject({ userId: id, role }),
    alsoKnownAs: ['UserCreated', 'UserRegistered'],
  },
  'user.suspended': {
    when: 'An admin suspended an account.',
    payload: z.strictObject({ userId: id, actorId: id }),
  },
  'user.reinstated': {
    when: 'An admin ended the suspension of an account.',
    payload: z.strictObject({ userId: id, actorId: id }),
  },
  'user.role-changed': {
    when: 'An admin gave an account another role.',
    payload: z.strictObject({ userId: id, role, actorId: id }),
  },
  'user.closed': {
    when: 'The owner closed an account, which is erased after a grace period.',
    payload: z.strictObject({ userId: id, role }),
  },
  'user.reopened': {
    when: 'The owner of a closed account signed in before the account was erased.',
    payload: z.strictObject({ userId: id }),
  },
  'user.erased': {
    when: 'The grace period of a closed account ended. Now every module erases what it knows about the person.',
    payload: z.strictObject({ userId: id }),
  },
  'session.new-device': {
    when: 'A person signed in with a device that the account does not know.',
    payload: session,
  },
  'session.reused': {
    when: 'A refresh token was used twice, so its session ended.',
    payload: session,
  },
  'password-reset.requested': {
    when: 'Somebody asked for a new password. When there is no such account, `userId` is null. The event is recorded in both cases, so that both answers take equally long.',
    payload: z.strictObject({ userId: id.nullable(), kind: z.enum(['email', 'phone']) }),
  },
  'verification.approved': {
    when: 'An admin approved a barber.',
    payload: z.strictObject({ userId: id, actorId: id, notes: z.string() }),
  },
  'verification.rejected': {
    when: 'An admin rejected a barber. When `actorId` is null, the check refused a document.',
    payload: z.strictObject({ userId: id, actorId: id.nullable(), notes: z.string() }),
  },
  'verification.document-opened': {
    when: 'An admin opened a document of a barber.',
    payload: z.strictObject({ userId: id, actorId: id, uploadId: id }),
  },
  'upload.checked': {
    when: 'The check of an uploaded file ended: the file is ready or refused.',
    payload: z.strictObject({
      uploadId: id,
      ownerId: id,
      purpose: z.string(),
      status: z.enum(['ready', 'refused']),
    }),
  },
  'catalogue.changed': {
    when: 'An admin created, changed or removed a service of the catalogue.',
    payload: z.strictObject({ serviceId: id, change: z.enum(['created', 'changed', 'removed']), actorId: id }),
  },
  'booking.created': {
    when: 'A customer asked for a visit, or a visit was booked at once; in that case `booking.accepted` is recorded too.',
    payload: booking,
    alsoKnownAs: ['booking-created'],
  },
  'booking.accepted': {
    when: 'The barber accepted a request, or a visit was booked at once.',
    payload: booking,
  },
  'booking.declined': {
    when: 'The barber declined a request.',
    payload: booking,
  },
  'booking.expired': {
    when: 'The barber did not answer a request in time.',
    payload: booking,
  },
  'booking.rescheduled': {
    when: 'The customer or the barber moved a visit to another time.',
    payload: booking,
    alsoKnownAs: ['booking-updated'],
  },
  'booking.cancelled': {
    when: 'The customer, the barber or an admin cancelled a visit.',
    payload: booking,
    alsoKnownAs: ['booking-updated'],
  },
  'booking.departed': {
    when: 'The barber set off for a visit at the customer’s place.',
    payload: booking,
  },
  'booking.started': {
    when: 'The barber began a visit.',
    payload: booking,
  },
  'booking.completed': {
    when: 'The barber ended a visit.',
    payload: booking,
  },
  'booking.no-show': {
    when: 'The customer did not come to a visit.',
    payload: booking,
  },
  'message.created': {
    when: 'The customer or the barber wrote a message; `number` is its place in the conversation.',
    payload: z.strictObject({ messageId: id, conversationId: id, number: z.int(), senderId: id, receiverId: id }),
  },
} satisfies Record<string, EventEntry>;

export type EventName = keyof typeof DOMAIN_EVENTS;
/** The payload of each event. */
export type DomainEvents = { [N in EventName]: z.infer<(typeof DOMAIN_EVENTS)[N]['payload']> };
export type DomainEvent<N extends EventName = EventName> = {
  [K in N]: { id: string; name: K; payload: DomainEvents[K]; at: Date };
}[N];
