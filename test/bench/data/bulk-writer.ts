import type { Db, Document } from 'mongodb';

const BATCH = 1_000;
/** How many batches are written at a time. */
const AHEAD = 3;

/** Collects documents and writes them in batches, a few at a time. */
export class BulkWriter {
  readonly counts: Record<string, number> = {};
  private readonly db: Db;
  private readonly waiting = new Map<string, Document[]>();
  private readonly running = new Set<Promise<unknown>>();

  constructor(db: Db) {
    this.db = db;
  }

  async add(collection: string, document: Document): Promise<void> {
    this.counts[collection] = (this.counts[collection] ?? 0) + 1;
    const batch = this.waiting.get(collection);
    if (!batch) this.waiting.set(collection, [document]);
    else if (batch.push(document) >= BATCH) {
      this.waiting.delete(collection);
      await this.write(collection, batch);
    }
  }

  async end(): Promise<void> {
    for (const [collection, batch] of this.waiting) await this.write(collection, batch);
    await Promise.all(this.running);
  }

  private async write(collection: string, batch: Document[]): Promise<void> {
    while (this.running.size >= AHEAD) await Promise.race(this.running);
    const write = this.db.collection(collection).insertMany(batch, { ordered: false });
    const done = write.finally(() => this.running.delete(done));
    this.running.add(done);
  }
}
