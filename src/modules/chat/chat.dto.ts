import { z } from 'zod';
import { eachOnce, Id, text } from '../../common/shapes/fields.ts';
import { pageOf, pageQuery } from '../../common/shapes/pagination.ts';
import type { Message } from './chat.repository.ts';

/** The sender's own id for a message, for example a UUID. Sending the same id again returns the same message. */
const ClientId = z.string().regex(/^[\x21-\x7e]{1,100}$/, '1 to 100 visible ASCII characters');

const message = {
  clientId: ClientId,
  text: text(2_000),
  attachmentIds: z.array(Id).max(10).refine(eachOnce, 'each attachment once').optional(),
};
export const SendMessage = z.strictObject(message).meta({ id: 'SendMessage' });
export type SendMessage = z.infer<typeof SendMessage>;

const inConversation = { conversationId: Id };
export const SocketSendMessage = z.strictObject({ ...inConversation, ...message });
export type SocketSendMessage = z.infer<typeof SocketSendMessage>;
export const ReadMessages = z.strictObject({ ...inConversation, upTo: Id });
export type ReadMessages = z.infer<typeof ReadMessages>;
export const TypeMessage = z.strictObject(inConversation);
export type TypeMessage = z.infer<typeof TypeMessage>;

export const ReportConversation = z.strictObject({ reason: text(1_000) }).meta({ id: 'ReportConversation' });
export type ReportConversation = z.infer<typeof ReportConversation>;

export const ListConversations = z.strictObject(pageQuery);
export type ListConversations = z.infer<typeof ListConversations>;
export const ListMessages = z.strictObject(pageQuery);
export type ListMessages = z.infer<typeof ListMessages>;

/** `url` works for an hour. Load the messages again to get a new `url`. */
export const AttachmentView = z
  .object({ id: z.string(), contentType: z.string(), url: z.string() })
  .meta({ id: 'Attachment' });
export type AttachmentView = z.infer<typeof AttachmentView>;

export const MessageView = z
  .object({
    id: z.string(),
    clientId: z.string(),
    conversationId: z.string(),
    senderId: z.string(),
    text: z.string(),
    attachments: z.array(AttachmentView),
    at: z.iso.datetime(),
  })
  .meta({ id: 'Message' });
export type MessageView = z.infer<typeof MessageView>;
export const MessagePage = pageOf(MessageView).meta({ id: 'MessagePage' });

export const ConversationView = z
  .object({
    id: z.string(),
    /** The other party. `id` is the id of a user, as in `senderId`. */
    with: z.object({ id: z.string(), name: z.string() }),
    /** The latest visit of the two parties. */
    bookingId: z.string().optional(),
    lastMessage: MessageView.optional(),
    unread: z.int(),
    closed: z.boolean(),
    blocked: z.boolean(),
    /** Whether this user has blocked the conversation. Only a party who blocked the conversation can unblock it. */
    blockedByMe: z.boolean(),
  })
  .meta({ id: 'Conversation' });
export type ConversationView = z.infer<typeof ConversationView>;
export const ConversationPage = pageOf(ConversationView).meta({ id: 'ConversationPage' });

export const ReportView = z.object({ id: z.string(), at: z.iso.datetime() }).meta({ id: 'ConversationReport' });
export type ReportView = z.infer<typeof ReportView>;

export const ListReports = z.strictObject(pageQuery);
export type ListReports = z.infer<typeof ListReports>;
/** A report as an admin sees it: who reported which conversation, and why. */
export const AdminReportView = ReportView.extend({
  conversationId: z.string(),
  reporterId: z.string(),
  reason: z.string(),
}).meta({ id: 'AdminConversationReport' });
export type AdminReportView = z.infer<typeof AdminReportView>;
export const ReportPage = pageOf(AdminReportView).meta({ id: 'ConversationReportPage' });

export const ReadView = z.object({ conversationId: z.string(), readerId: z.string(), upTo: z.string() });
export type ReadView = z.infer<typeof ReadView>;
export const TypingView = z.object({ conversationId: z.string(), userId: z.string() });
export type TypingView = z.infer<typeof TypingView>;

export const toMessageView = (message: Message, attachments: AttachmentView[]): MessageView => {
  const { id, clientId, conversationId, senderId, text, at } = message;
  return { id, clientId, conversationId, senderId, text, attachments, at: at.toISOString() };
};

export const toExportedMessage = (message: Message): object => {
  const { id, conversationId, senderId, text, attachmentIds, at } = message;
  return { id, conversationId, senderId, text, attachmentIds, at };
};
