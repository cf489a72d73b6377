/** Generated from docs/asyncapi.json by `npm run docs`: do not edit. */
export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Asked: {
            "events.since": {
                seq: number;
            };
            "session.refresh": {
                token: string;
            };
            "message.send": {
                conversationId: string;
                clientId: string;
                text: string;
                attachmentIds?: string[];
            };
            "message.read": {
                conversationId: string;
                upTo: string;
            };
            "message.typing": {
                conversationId: string;
            };
            "availability.watch": {
                barberId: string;
                /** Format: date */
                date: string;
            };
            "availability.unwatch": {
                barberId: string;
                /** Format: date */
                date: string;
            };
            "booking.watch": {
                bookingId: string;
            };
            "booking.unwatch": {
                bookingId: string;
            };
            "location.share": {
                bookingId: string;
            };
            "location.report": {
                bookingId: string;
                lat: number;
                lng: number;
                heading?: number;
                speed?: number;
                /** Format: date-time */
                at: string;
            };
            "location.stop": {
                bookingId: string;
            };
        };
        Answers: {
            "events.since": {
                events: {
                    seq: number;
                    name: string;
                    data: {
                        [key: string]: unknown;
                    };
                    /** Format: date-time */
                    at: string;
                }[];
                more: boolean;
                latest: number;
                complete: boolean;
            };
            "session.refresh": {
                /** Format: date-time */
                expiresAt: string;
            };
            "message.send": {
                id: string;
                clientId: string;
                conversationId: string;
                senderId: string;
                text: string;
                attachments: {
                    id: string;
                    contentType: string;
                    url: string;
                }[];
                /** Format: date-time */
                at: string;
            };
            "message.read": Record<string, never>;
            "message.typing": Record<string, never>;
            "availability.watch": Record<string, never>;
            "availability.unwatch": Record<string, never>;
            "booking.watch": {
                fix?: {
                    lat: number;
                    lng: number;
                    heading?: number;
                    /** Format: date-time */
                    at: string;
                };
                eta?: {
                    etaSeconds: number;
                    p90Seconds: number;
                };
            };
            "booking.unwatch": Record<string, never>;
            "location.share": {
                everySeconds: number;
            };
            "location.report": {
                everySeconds: number;
                accepted: boolean;
            };
            "location.stop": Record<string, never>;
        };
        Durable: {
            "booking.updated": {
                id: string;
                /** @enum {string} */
                status: "requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show";
                customerId: string | null;
                customer: {
                    name: string;
                    phone?: string;
                } | null;
                barberId: string;
                barber: {
                    name: string;
                    address?: string;
                };
                guest?: {
                    name: string;
                    phone?: string;
                };
                conversationId: string | null;
                services: {
                    serviceId: string;
                    name: string;
                    price: {
                        amount: number;
                        currency: string;
                    };
                    duration: number;
                }[];
                /** Format: date-time */
                scheduledAt: string;
                /** Format: date-time */
                endAt: string;
                /** Format: date-time */
                expiresAt?: string;
                timezone: string;
                location?: {
                    /** @constant */
                    type: "Point";
                    coordinates: number[];
                    address?: string;
                };
                note?: string;
                payment: {
                    /** @enum {string} */
                    status: "pending" | "authorized" | "card_saved" | "deposit_paid" | "action_required" | "completed" | "failed" | "voided" | "refunded" | "partially_refunded";
                    /** @enum {string} */
                    method: "card" | "in_person";
                    amount: {
                        amount: number;
                        currency: string;
                    };
                    commission: {
                        amount: number;
                        currency: string;
                    };
                    payoutAmount: {
                        amount: number;
                        currency: string;
                    };
                };
                /** Format: date-time */
                departedAt?: string;
                actions: ("accept" | "decline" | "expire" | "reschedule" | "depart" | "start" | "complete" | "cancel" | "no-show")[];
                version: number;
                /** Format: date-time */
                createdAt: string;
                history: {
                    /** Format: date-time */
                    at: string;
                    verb: string;
                    by: string;
                    from: ("requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show") | null;
                    /** @enum {string} */
                    to: "requested" | "accepted" | "in_progress" | "completed" | "cancelled" | "declined" | "expired" | "no_show";
                    reason?: string;
                }[];
            };
            "message.created": {
                id: string;
                clientId: string;
                conversationId: string;
                senderId: string;
                text: string;
                attachments: {
                    id: string;
                    contentType: string;
                    url: string;
                }[];
                /** Format: date-time */
                at: string;
            };
            "message.read": {
                conversationId: string;
                readerId: string;
                upTo: string;
            };
            "notification.created": {
                id: string;
                template: string;
                data: {
                    [key: string]: unknown;
                };
                /** Format: date-time */
                createdAt: string;
                /** Format: date-time */
                readAt?: string;
            };
            "verification.updated": {
                /** @enum {string} */
                status: "none" | "pending" | "approved" | "rejected";
                notes: string;
                /** Format: date-time */
                submittedAt?: string;
            };
        };
        Ephemeral: {
            "booking.changed": {
                bookingId: string;
                version: number;
            };
            "message.typing": {
                conversationId: string;
                userId: string;
            };
            "availability.changed": {
                barberId: string;
                /** Format: date */
                date: string;
            };
            "location.updated": {
                lat: number;
                lng: number;
                heading?: number;
                /** Format: date-time */
                at: string;
                bookingId: string;
            };
            "eta.updated": {
                etaSeconds: number;
                p90Seconds: number;
                bookingId: string;
            };
            problem: {
                type: string;
                title: string;
                status: number;
                detail: string;
                code: string;
                instance?: string;
                requestId?: string;
                errors?: {
                    pointer: string;
                    message: string;
                }[];
            } & {
                [key: string]: unknown;
            };
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;

/** Names of the messages that are numbered and sent again until they arrive. */
export const DURABLE = [
  'booking.updated',
  'message.created',
  'message.read',
  'notification.created',
  'verification.updated',
] as const;
