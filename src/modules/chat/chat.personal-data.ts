import { Injectable } from '@nestjs/common';
import { pagesOf } from '../../common/shapes/pagination.ts';
import { PersonalData } from '../../common/privacy/personal-data.ts';
import { PersonalDataRegistry } from '../../common/privacy/personal-data.registry.ts';
import { toExportedMessage } from './chat.dto.ts';
import { ChatRepository } from './chat.repository.ts';
import { ConversationViews } from './conversation-views.ts';

const CONVERSATIONS = 100;
const MESSAGES = 500;
const ERASED_AT_ONCE = 500;

@Injectable()
export class ChatPersonalData extends PersonalData {
  readonly module = 'chat';
  override readonly files = [
    {
      name: 'conversations',
      about: 'the people you talk with',
      collections: ['conversations'],
      rows: (userId: string) => this.conversations(userId),
    },
    {
      name: 'messages',
      about: 'the messages that you and these people wrote',
      collections: ['messages'],
      rows: (userId: string) => this.messages(userId),
    },
    {
      name: 'reports',
      about: 'the conversations that you reported',
      collections: ['conversation_reports'],
      rows: (userId: string) => this.reports(userId),
    },
  ];

  constructor(
    registry: PersonalDataRegistry,
    private readonly chat: ChatRepository,
    private readonly views: ConversationViews,
  ) {
    super(registry);
  }

  /**
   * Blanks the texts that the person wrote, but keeps the messages and reports themselves. Encrypted text does not show whether
   * it is blank, so a repeated call blanks the messages again.
   */
  override async erase(userId: string): Promise<void> {
    for (const id of await this.chat.idsOf(userId)) {
      let number: number | null = 0;
      while (number !== null)
        number = await this.chat.blankMessages(id, userId, { after: number, limit: ERASED_AT_ONCE });
    }
    let blanked: number;
    do blanked = await this.chat.blankReports(userId, ERASED_AT_ONCE);
    while (blanked === ERASED_AT_ONCE);
  }

  /** Yields the conversations as the person sees them, by id, because a new message moves its conversation on the list. */
  private async *conversations(userId: string): AsyncGenerator<object> {
    for (const ids of pagesOf((await this.chat.idsOf(userId)).sort(), CONVERSATIONS))
      for (const { lastMessage: _last, ...view } of await this.views.of(await this.chat.findMany(ids), userId))
        yield view;
  }

  /** Yields what both parties wrote. Attachments are named by their ids, and each file is in the export of its sender. */
  private async *messages(userId: string): AsyncGenerator<object> {
    for (const id of (await this.chat.idsOf(userId)).sort()) {
      let page = await this.chat.listMessages(id, MESSAGES);
      while (page.length) {
        yield* page.map(toExportedMessage);
        page = await this.chat.listMessages(id, MESSAGES, page.at(-1)!.number);
      }
    }
  }

  private async *reports(userId: string): AsyncGenerator<object> {
    for (const { reporterId: _self, ...report } of await this.chat.reportsBy(userId)) yield report;
  }
}
