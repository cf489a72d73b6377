import type { UserRole } from '../auth/actor.ts';

/** Facts that other parts of the system may act on: ids and small values, JSON by type, names dotted and in the past tense. */
interface BookingFact {
  bookingId: string;
  barberId: string;
  /** Version of the booking this fact is about. */
  version: number;
  /** Who did it; the system itself when null. */
  actorId: string | null;
}

interface SessionFact {
  userId: string;
  sessionId: string;
  device: string;
  place: string;
}

export interface DomainEvents {
  'user.registered': { userId: string; role: string };
  'user.suspended': { userId: string; actorId: string };
  'user.reinstated': { userId: string; actorId: string };
  'user.role-changed': { userId: string; role: string; actorId: string };
  /** Somebody signed in with a device that is not known; a refresh token was used twice, so its family ended. */
  'session.new-device': SessionFact;
  'session.reused': SessionFact;
  /** `userId` null: there is no such account; recorded all the same, so that asking takes equally long. */
  'password-reset.requested': { userId: string | null; kind: 'email' | 'phone' };
  'verification.approved': { userId: string; actorId: string; notes: string };
  /** `actorId` null: a document was refused by the check. */
  'verification.rejected': { userId: string; actorId: string | null; notes: string };
  /** An admin opened one of a barber's documents. */
  'verification.document-opened': { userId: string; actorId: string; uploadId: string };
  'upload.checked': { uploadId: string; ownerId: string; purpose: string; status: 'ready' | 'refused' };
  /** Its owner wants an account gone; signed in again before its time; nothing personal is left of it. */
  'user.closed': { userId: string; role: UserRole };
  'user.reopened': { userId: string };
  'user.erased': { userId: string };
  'catalogue.changed': { serviceId: string; change: 'created' | 'changed' | 'removed'; actorId: string };
  'booking.created': BookingFact;
  'booking.accepted': BookingFact;
  'booking.declined': BookingFact;
  'booking.expired': BookingFact;
  'booking.rescheduled': BookingFact;
  'booking.departed': BookingFact;
  'booking.started': BookingFact;
  'booking.completed': BookingFact;
  'booking.cancelled': BookingFact;
  'booking.no-show': BookingFact;
  /** `number`: its place in the conversation. */
  'message.created': {
    messageId: string;
    conversationId: string;
    number: number;
    senderId: string;
    receiverId: string;
  };
}

export type EventName = keyof DomainEvents;
export type DomainEvent<N extends EventName = EventName> = {
  [K in N]: { id: string; name: K; payload: DomainEvents[K]; at: Date };
}[N];
