import { Injectable } from '@nestjs/common';
import { UploadsService } from '../uploads/uploads.service.ts';
import { toMessageView, type AttachmentView, type MessageView } from './chat.dto.ts';
import type { Message } from './chat.repository.ts';

/** Long enough to look at a conversation; whoever comes back later loads the messages again. */
const LINK_SECONDS = 3_600;

/** Messages on their way to one of the two parties, with links to what is attached. */
@Injectable()
export class MessageViews {
  constructor(private readonly uploads: UploadsService) {}

  async one(message: Message): Promise<MessageView> {
    return (await this.of([message]))[0]!;
  }

  /** One query for all attachments, none where there are none. */
  async of(messages: Message[]): Promise<MessageView[]> {
    const attached = new Map<string, AttachmentView>();
    for (const upload of await this.uploads.find(messages.flatMap(({ attachmentIds = [] }) => attachmentIds))) {
      const url = await this.uploads.link(upload, LINK_SECONDS);
      if (url !== null) attached.set(upload.id, { id: upload.id, contentType: upload.contentType, url });
    }
    return messages.map((message) =>
      toMessageView(
        message,
        (message.attachmentIds ?? []).flatMap((id) => attached.get(id) ?? []),
      ),
    );
  }
}
