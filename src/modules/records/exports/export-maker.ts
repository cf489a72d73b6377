import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../../../common/config/config.ts';
import { DAY, SECOND } from '../../../common/time/durations.ts';
import { ObjectStore } from '../../files/uploads/stores/object-store.service.ts';
import { ExportArchives } from './export-archives.ts';
import { ExportHandover } from './export-handover.ts';
import { ExportsRepository, type Attempt, type StoredExport } from './exports.repository.ts';
import { EXPORT_TYPE } from './exports.service.ts';

/** Makes the archive of an export, stores it, and removes archives from the store. */
@Injectable()
export class ExportMaker {
  constructor(
    private readonly exports: ExportsRepository,
    private readonly archives: ExportArchives,
    private readonly handover: ExportHandover,
    private readonly store: ObjectStore,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Makes, stores and hands over the export. Returns false when the owner may no longer have the export, or when the attempt is
   * no longer the current one. `checkpoint` is called again and again, and ends the attempt by throwing.
   */
  async make(due: StoredExport, checkpoint: () => Promise<void>): Promise<boolean> {
    for (const key of due.oldKeys) await this.store.remove(key);
    const bytes = await this.archives.make(due.id, checkpoint);
    await checkpoint();
    const object = { key: due.key, contentType: EXPORT_TYPE };
    await this.store.write(object, bytes);
    const lifetime = this.config.EXPORT_DAYS * DAY;
    const link = await this.store.link(object, lifetime / SECOND);
    return this.handover.hand(due, link, lifetime);
  }

  /** Removes the archive of the attempt, unless another worker has made the same export under the same key. */
  async removeUnlessUsed({ id, key }: Attempt): Promise<void> {
    const now = await this.exports.find(id);
    if (now?.key !== key || now.status === 'gone' || now.status === 'failed') await this.store.remove(key);
  }

  async removeAll({ oldKeys, key }: Pick<StoredExport, 'oldKeys' | 'key'>): Promise<void> {
    for (const each of [...oldKeys, key]) await this.store.remove(each);
  }
}
