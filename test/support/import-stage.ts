import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { MongoClient, type Db } from 'mongodb';
import { openTools } from '../../src/cli/tools.ts';
import { ImportsService, type ImportResult } from '../../src/modules/imports/imports.service.ts';
import { judgeFile } from '../../src/modules/imports/judged-file.ts';
import { freshEnvironment } from './app.ts';

export const PASSWORD_HASH = `v1$${'x'.repeat(60)}`;
const COLLECTIONS = ['barbers', 'users', 'services', 'outbox'];

export interface MapShop {
  osmId: string;
  tags: Record<string, string>;
  at?: [number, number];
}

/** A separate database to import into, with helpers that read the database. */
export class ImportStage {
  private files = 0;

  private constructor(
    private readonly folder: string,
    private readonly client: MongoClient,
    readonly db: Db,
    readonly tools: INestApplicationContext,
    readonly imports: ImportsService,
  ) {}

  static async open(): Promise<ImportStage> {
    const folder = await mkdtemp(join(tmpdir(), 'grome-imports-'));
    const { MONGODB_URI: mongodbUri = '' } = await freshEnvironment();
    const tools = await openTools({ mongodbUri });
    const client = await MongoClient.connect(mongodbUri);
    return new ImportStage(folder, client, client.db(), tools, tools.get(ImportsService, { strict: false }));
  }

  get<T>(token: abstract new (...args: never[]) => T): T {
    return this.tools.get(token, { strict: false });
  }

  async clear(): Promise<void> {
    for (const name of COLLECTIONS) await this.db.collection(name).deleteMany({});
  }

  async close(): Promise<void> {
    await this.tools.close();
    await this.db.dropDatabase();
    await this.client.close();
    await rm(this.folder, { recursive: true });
  }

  async file(...shops: MapShop[]): Promise<string> {
    const path = join(this.folder, `${++this.files}.geojson`);
    const features = shops.map(({ osmId, tags, at: coordinates = [-2.59, 51.45] }) => ({
      type: 'Feature',
      id: osmId,
      properties: { shop: 'hairdresser', ...tags },
      geometry: { type: 'Point', coordinates },
    }));
    await writeFile(path, JSON.stringify({ type: 'FeatureCollection', features }));
    return path;
  }

  judge = (path: string) => judgeFile(path, 2026);

  async load(path: string, options: { passwordHash?: string; currency?: string } = {}): Promise<ImportResult> {
    return this.imports.write(await this.judge(path), { currency: 'GBP', ...options });
  }

  loadBookable(path: string, currency = 'GBP'): Promise<ImportResult> {
    return this.load(path, { currency, passwordHash: PASSWORD_HASH });
  }

  barber(osmId: string): Promise<any> {
    return this.db.collection('barbers').findOne({ osmId });
  }

  account(email: string): Promise<any> {
    return this.db.collection('users').findOne({ email });
  }

  count(name: string, filter = {}): Promise<number> {
    return this.db.collection(name).countDocuments(filter);
  }

  /** Returns every document that an import could have changed, as text. */
  async everything(): Promise<string> {
    const all = COLLECTIONS.map((name) => this.db.collection(name).find().sort({ _id: 1 }).toArray());
    return JSON.stringify(await Promise.all(all));
  }
}

export const countsOf = ({ created, updated, unchanged }: ImportResult) => ({ created, updated, unchanged });
