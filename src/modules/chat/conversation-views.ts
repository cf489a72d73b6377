import { Injectable } from '@nestjs/common';
import { BarbersService } from '../shop/barbers/barbers.service.ts';
import { UsersService } from '../accounts/users/users.service.ts';
import { Attachments } from './messages/attachments.ts';
import { ChatAccess } from './chat-access.ts';
import type { ConversationView } from './chat.dto.ts';
import { otherSide, sideOf, userOn } from './chat.policy.ts';
import { ChatRepository, type Conversation } from './chat.repository.ts';

/** Adds what belongs to other modules to conversations on their way out: names, and where the visits stand. */
@Injectable()
export class ConversationViews {
  constructor(
    private readonly chat: ChatRepository,
    private readonly access: ChatAccess,
    private readonly attachments: Attachments,
    private readonly users: UsersService,
    private readonly barbers: BarbersService,
  ) {}

  async one(conversation: Conversation, userId: string): Promise<ConversationView> {
    return (await this.of([conversation], userId))[0]!;
  }

  /** As this party sees them; one query per kind, however many they are. */
  async of(conversations: Conversation[], userId: string): Promise<ConversationView[]> {
    const standing = await this.access.standings(conversations.map(({ id }) => id));
    const messages = await this.chat.findMessages(conversations.flatMap(({ lastMessageId }) => lastMessageId ?? []));
    const last = new Map((await this.attachments.viewsOf(messages)).map((message) => [message.id, message]));
    const nameOf = await this.names(conversations, userId);
    return conversations.map((conversation) => {
      const { id, blockedBy, unread, lastMessageId } = conversation;
      const side = sideOf(userId, conversation)!;
      const { closed, visits } = standing(id);
      const lastMessage = lastMessageId && last.get(lastMessageId);
      return {
        id,
        with: { id: userOn(otherSide(side), conversation), name: nameOf(conversation) },
        ...(visits && { bookingId: visits.latestId }),
        ...(lastMessage && { lastMessage }),
        unread: unread[side],
        closed,
        blocked: blockedBy.length > 0,
        blockedByMe: blockedBy.includes(userId),
      };
    });
  }

  /** Customers by the name of their account, barbers by that of their profile, as on a booking. */
  private async names(conversations: Conversation[], userId: string): Promise<(of: Conversation) => string> {
    const isCustomer = (conversation: Conversation) => sideOf(userId, conversation) === 'customer';
    const barbers = await this.barbers.briefsOf(conversations.filter(isCustomer).map(({ barberId }) => barberId));
    const customers = await this.users.namesOf(
      conversations.filter((one) => !isCustomer(one)).map(({ customerId }) => customerId),
    );
    return (one) => (isCustomer(one) ? barbers.get(one.barberId)?.name : customers.get(one.customerId)) ?? '';
  }
}
