import type { UploadTicket } from '../uploads.dto.ts';

export interface DeclaredObject {
  key: string;
  contentType: string;
  /** Bytes, exactly. */
  size: number;
}

const DISPOSITIONS: Record<string, string> = {
  'application/pdf': 'attachment',
  'application/zip': 'attachment; filename="grome-export.zip"',
};
/** Pictures are shown, everything else is saved. */
export const dispositionOf = (contentType: string): string => DISPOSITIONS[contentType] ?? 'inline';

/** Where files lie. Nothing in it is public: in and out only by links that expire. Keys are random and say nothing. */
export abstract class ObjectStore {
  /** Lets somebody send exactly this object, and no other type or size. */
  abstract ticket(object: DeclaredObject, seconds: number): Promise<UploadTicket>;
  /** A link to read it by. */
  abstract link(object: Pick<DeclaredObject, 'key' | 'contentType'>, seconds: number): Promise<string>;
  /** Bytes of it; null when there is none. */
  abstract sizeOf(key: string): Promise<number | null>;
  abstract read(key: string): Promise<Buffer>;
  abstract write(object: Pick<DeclaredObject, 'key' | 'contentType'>, bytes: Buffer): Promise<void>;
  /** What is not there is no error. */
  abstract remove(key: string): Promise<void>;
}
