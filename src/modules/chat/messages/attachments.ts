import { Injectable } from '@nestjs/common';
import { InUnitOfWork } from '../../../common/database/unit-of-work.ts';
import { UploadsService } from '../../files/uploads/uploads.service.ts';
import { toMessageView, type AttachmentView, type MessageView } from '../chat.dto.ts';
import type { Message } from '../chat.repository.ts';

/** How long a link works: long enough to look at a conversation. A client that needs a new link loads the messages again. */
const LINK_SECONDS = 3_600;

/** The attachments of messages. An attachment is an upload of the sender. Both parties see it through links that expire. */
@Injectable()
export class Attachments {
  constructor(private readonly uploads: UploadsService) {}

  /**
   * Keeps the uploads for this message. Throws 422 `upload-not-usable` for files that are not the sender's, not checked yet, or
   * used already.
   */
  @InUnitOfWork()
  async use({ id, senderId, attachmentIds = [] }: Message): Promise<void> {
    const use = { ownerId: senderId, purpose: 'chat', usedBy: `message:${id}`, checked: true } as const;
    await this.uploads.use(attachmentIds, use);
  }

  async viewOf(message: Message): Promise<MessageView> {
    return (await this.viewsOf([message]))[0]!;
  }

  /** Returns messages with links to their attachments. Makes one query for all attachments, and none when there are none. */
  async viewsOf(messages: Message[]): Promise<MessageView[]> {
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
