import { Types } from 'mongoose';

/** A new 24-digit id. Ids are strings everywhere: in documents, views and tokens. */
export const newId = (): string => new Types.ObjectId().toHexString();
