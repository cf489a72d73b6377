import type { UploadTarget } from '../uploads.dto.ts';

export interface DeclaredObject {
  key: string;
  contentType: string;
  /** Exact size in bytes. */
  size: number;
}

const DISPOSITIONS: Record<string, string> = {
  'application/pdf': 'attachment',
  'application/zip': 'attachment; filename="grome-export.zip"',
};
/** Returns the Content-Disposition: browsers show pictures and save all other files. */
export const dispositionOf = (contentType: string): string => DISPOSITIONS[contentType] ?? 'inline';

/**
 * Stores files. No file is public: clients send and read files only over links that expire. Keys are random and reveal nothing.
 */
export abstract class ObjectStore {
  /** Returns where and how a client sends exactly this object, with no other type or size. The target works for `seconds`. */
  abstract uploadTarget(object: DeclaredObject, seconds: number): Promise<UploadTarget>;
  /** Returns a link to read the object, which works for `seconds`. */
  abstract link(object: Pick<DeclaredObject, 'key' | 'contentType'>, seconds: number): Promise<string>;
  /** Returns the size of the object in bytes; null when there is no such object. */
  abstract sizeOf(key: string): Promise<number | null>;
  abstract read(key: string): Promise<Buffer>;
  abstract write(object: Pick<DeclaredObject, 'key' | 'contentType'>, bytes: Buffer): Promise<void>;
  /** Removes the object. A missing object is no error. */
  abstract remove(key: string): Promise<void>;
}
