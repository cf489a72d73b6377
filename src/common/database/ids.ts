import { Types } from 'mongoose';

/** Returns a new id of 24 hexadecimal digits. Ids are strings everywhere: in documents, views and tokens. */
export const newId = (): string => new Types.ObjectId().toHexString();
