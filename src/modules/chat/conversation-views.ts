import { Injectable } from '@nestjs/common';
import { BarbersService } from '../shop/barbers/barbers.service.ts';
import { UsersService } from '../accounts/users/users.service.ts';
import { Attachments } from './messages/attachments.ts';
import { ChatAccess } from './chat-access.ts';
import type { ConversationView } from './chat.dto.ts';
import { otherSide, sideOf, userOn } from './chat.policy.ts';
import { ChatRepository, type Conversation } from './chat.repository.ts';

/** Makes the views of conversations, with data of other modules: the names of the parties and the state of their visits. */
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

  /** Returns the conversations as this party sees them. The number of queries does not grow with the number of conversations. */
  async of(conversations: Conversation[], userId: string): Promise<ConversationView[]> {
    const stateOf = await this.access.statesOf(conversations.map(({ id }) => id));
    const messages = await this.chat.findMessages(conversations.flatMap(({ lastMessageId }) => lastMessageId ?? []));
    const last = new Map((await this.attachments.viewsOf(messages)).map((message) => [message.id, message]));
    const nameOf = await this.names(conversations, userId);
    return conversations.map((conversation) => {
      const { id, blockedBy, unread, lastMessageId } = conversation;
      const side = sideOf(userId, conversation)!;
      const { closed, visits } = stateOf(id);
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

  /** Returns a function that names the other party: a customer by the account, a barber by the profile, as on a booking. */
  private async names(conversations: Conversation[], userId: string): Promise<(of: Conversation) => string> {
    const isCustomer = (conversation: Conversation) => sideOf(userId, conversation) === 'customer';
    const barbers = await this.barbers.briefsOf(conversations.filter(isCustomer).map(({ barberId }) => barberId));
    const customers = await this.users.namesOf(
      conversations.filter((one) => !isCustomer(one)).map(({ customerId }) => customerId),
    );
    return (one) => (isCustomer(one) ? barbers.get(one.barberId)?.name : customers.get(one.customerId)) ?? '';
  }
}
