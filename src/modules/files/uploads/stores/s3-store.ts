import type { S3Client } from '@aws-sdk/client-s3';
import type { Config } from '../../../../common/config/config.ts';
import type { Clock } from '../../../../common/time/clock.ts';
import { dispositionOf, ObjectStore, type DeclaredObject } from './object-store.service.ts';
import type { UploadTarget } from '../uploads.dto.ts';

/** Stores files in an S3 bucket, which itself enforces the declared type and size. This is the only file that uses the SDK. */
export class S3Store extends ObjectStore {
  private client: Promise<S3Client> | undefined;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    super();
  }

  async uploadTarget({ key, contentType, size }: DeclaredObject, seconds: number): Promise<UploadTarget> {
    const { createPresignedPost } = await import('@aws-sdk/s3-presigned-post');
    const { url, fields } = await createPresignedPost(await this.connected(), {
      ...this.at(key),
      Fields: { 'Content-Type': contentType },
      Conditions: [
        ['content-length-range', size, size],
        ['eq', '$Content-Type', contentType],
      ],
      Expires: seconds,
    });
    const expiresAt = new Date(this.clock.now().getTime() + seconds * 1_000).toISOString();
    return { url, method: 'POST', fields, expiresAt };
  }

  async link({ key, contentType }: Pick<DeclaredObject, 'key' | 'contentType'>, seconds: number): Promise<string> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
    const command = new GetObjectCommand({
      ...this.at(key),
      ResponseContentType: contentType,
      ResponseContentDisposition: dispositionOf(contentType),
    });
    return getSignedUrl((await this.connected()) as never, command as never, { expiresIn: seconds });
  }

  async sizeOf(key: string): Promise<number | null> {
    const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
    try {
      return (await (await this.connected()).send(new HeadObjectCommand(this.at(key)))).ContentLength ?? 0;
    } catch (error) {
      if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404) return null;
      throw error;
    }
  }

  async read(key: string): Promise<Buffer> {
    const { GetObjectCommand } = await import('@aws-sdk/client-s3');
    const { Body } = await (await this.connected()).send(new GetObjectCommand(this.at(key)));
    return Buffer.from(await Body!.transformToByteArray());
  }

  async write({ key, contentType }: Pick<DeclaredObject, 'key' | 'contentType'>, bytes: Buffer): Promise<void> {
    const { PutObjectCommand } = await import('@aws-sdk/client-s3');
    const object = { ...this.at(key), Body: bytes, ContentType: contentType };
    await (await this.connected()).send(new PutObjectCommand(object));
  }

  async remove(key: string): Promise<void> {
    const { DeleteObjectCommand } = await import('@aws-sdk/client-s3');
    await (await this.connected()).send(new DeleteObjectCommand(this.at(key)));
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.config.S3_BUCKET!, Key: `uploads/${key}` };
  }

  private connected(): Promise<S3Client> {
    return (this.client ??= this.connect());
  }

  /** Loads the SDK when it is first needed. */
  private async connect(): Promise<S3Client> {
    const { S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY } = this.config;
    const { S3Client } = await import('@aws-sdk/client-s3');
    return new S3Client({
      region: S3_REGION,
      ...(S3_ENDPOINT && { endpoint: S3_ENDPOINT, forcePathStyle: true }),
      credentials: { accessKeyId: S3_ACCESS_KEY_ID!, secretAccessKey: S3_SECRET_ACCESS_KEY! },
      // Other providers than Amazon do not support Amazon's newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    });
  }
}
