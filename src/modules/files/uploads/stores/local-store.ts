import { randomBytes } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { payloadTooLarge } from '../../../../common/errors/common.errors.ts';
import type { Clock } from '../../../../common/time/clock.ts';
import { FileTokens, type Grant } from './file-tokens.ts';
import { ObjectStore, type DeclaredObject } from './object-store.service.ts';
import type { UploadTarget } from '../uploads.dto.ts';
import { linkInvalid, sizeDiffers } from '../uploads.errors.ts';

const KEY = /^[0-9a-f]{48}$/;

/**
 * Stores files in a folder of this machine, behind links of the application itself, for one node or several nodes that share the
 * folder. Each object has a folder of its own, so the remains of a broken transfer are removed with the object.
 */
export class LocalStore extends ObjectStore {
  private readonly tokens: FileTokens;

  constructor(
    private readonly folder: string,
    secret: string,
    private readonly clock: Clock,
    /** Returns the address at which clients reach this application. */
    private readonly baseUrl: () => string,
  ) {
    super();
    this.tokens = new FileTokens(secret);
  }

  async uploadTarget({ key, contentType, size }: DeclaredObject, seconds: number): Promise<UploadTarget> {
    const until = this.secondsFromNow(seconds);
    const url = this.urlOf({ verb: 'put', key, contentType, size, until });
    const expiresAt = new Date(until * 1_000).toISOString();
    return Promise.resolve({ url, method: 'PUT', headers: { 'content-type': contentType }, expiresAt });
  }

  async link({ key, contentType }: Pick<DeclaredObject, 'key' | 'contentType'>, seconds: number): Promise<string> {
    return Promise.resolve(this.urlOf({ verb: 'get', key, contentType, until: this.secondsFromNow(seconds) }));
  }

  async sizeOf(key: string): Promise<number | null> {
    return (await stat(this.pathOf(key)).catch(() => null))?.size ?? null;
  }

  async read(key: string): Promise<Buffer> {
    return readFile(this.pathOf(key));
  }

  async write({ key }: Pick<DeclaredObject, 'key' | 'contentType'>, bytes: Buffer): Promise<void> {
    const part = await this.newPart(key);
    await writeFile(part, bytes, { flag: 'wx', mode: 0o600 });
    await rename(part, this.pathOf(key));
  }

  async remove(key: string): Promise<void> {
    await rm(this.folderOf(key), { recursive: true, force: true });
  }

  /** Returns what a link of this store allows. Throws 403 `link-invalid`. */
  grantOf(token: string, verb: Grant['verb']): Grant {
    const grant = this.tokens.read(token, verb, this.clock.now());
    if (!grant) throw linkInvalid();
    return grant;
  }

  /**
   * Stores a file of exactly the declared size. Otherwise keeps nothing and throws: 413 `payload-too-large` at the first byte too
   * many, 422 `upload-size-differs` when bytes are missing.
   */
  async receive({ key, size = 0 }: Grant, bytes: Readable): Promise<void> {
    const part = await this.newPart(key);
    try {
      if ((await this.copy(bytes, part, size)) !== size) throw sizeDiffers();
      await rename(part, this.pathOf(key));
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  async stream(key: string): Promise<{ size: number; bytes: ReadStream } | null> {
    const size = await this.sizeOf(key);
    return size === null ? null : { size, bytes: createReadStream(this.pathOf(key)) };
  }

  private async copy(bytes: Readable, path: string, most: number): Promise<number> {
    const file = await open(path, 'wx', 0o600);
    let written = 0;
    try {
      // The socket stays open, so that the refusal can still be sent.
      for await (const chunk of bytes.iterator({ destroyOnReturn: false })) {
        written += (chunk as Buffer).length;
        if (written > most) throw payloadTooLarge('The file is larger than declared.');
        await file.writeFile(chunk as Buffer);
      }
    } finally {
      await file.close();
    }
    return written;
  }

  private async newPart(key: string): Promise<string> {
    await mkdir(this.folderOf(key), { recursive: true, mode: 0o700 });
    return join(this.folderOf(key), `${randomBytes(8).toString('hex')}.part`);
  }

  private folderOf(key: string): string {
    if (!KEY.test(key)) throw new Error('not a key of this store');
    return join(resolve(this.folder), key);
  }

  private pathOf(key: string): string {
    return join(this.folderOf(key), 'object');
  }

  private secondsFromNow(seconds: number): number {
    return Math.floor(this.clock.now().getTime() / 1_000) + seconds;
  }

  private urlOf(grant: Grant): string {
    return `${this.baseUrl()}/files/${this.tokens.sign(grant)}`;
  }
}
