import { randomBytes } from 'node:crypto';
import mongoose, { type ClientSession, type Connection } from 'mongoose';
import { waitUntil } from '../../../test/storm/wait.ts';
import { AbandonedTransactions } from './abandoned-transactions.ts';

describe('transactions that nobody goes on with', () => {
  const uri = new URL(process.env.TEST_MONGODB_URI!);
  uri.pathname = `/test_${randomBytes(6).toString('hex')}`;
  let own: Connection;
  let other: Connection;
  let session: ClientSession;

  beforeAll(async () => {
    own = await mongoose.createConnection(uri.href, { appName: `own ${uri.pathname}` }).asPromise();
    other = await mongoose.createConnection(uri.href, { appName: `other ${uri.pathname}` }).asPromise();
    await own.collection<{ _id: string }>('days').insertOne({ _id: 'monday' });
  });
  afterAll(async () => {
    await own.dropDatabase();
    await Promise.all([own.close(), other.close()]);
  });
  afterEach(() => session.endSession());

  const write = (connection: Connection, by: string, inSession?: ClientSession) =>
    connection
      .collection<{ _id: string }>('days')
      .updateOne({ _id: 'monday' }, { $set: { by } }, { ...(inSession && { session: inSession }) });
  const leaveOpen = async (connection: Connection) => {
    session = await connection.startSession();
    session.startTransaction();
    await write(connection, 'the dead', session);
  };

  it('are ended, so that others can write what they wrote', async () => {
    await leaveOpen(own);
    const next = write(own, 'the next');
    const transactions = new AbandonedTransactions(own);
    await waitUntil('one was ended', () => transactions.end(50));
    await next;
    expect(await own.collection('days').findOne()).toMatchObject({ by: 'the next' });
  });

  it('tell a client that was only slow to begin again', async () => {
    await leaveOpen(own);
    const transactions = new AbandonedTransactions(own);
    await waitUntil('one was ended', () => transactions.end(50));
    const error = await write(own, 'the slow', session).catch((reason: mongoose.mongo.MongoError) => reason);
    expect((error as mongoose.mongo.MongoError).hasErrorLabel('TransientTransactionError')).toBe(true);
  });

  it('are left alone while something happens in them, however long they take', async () => {
    await leaveOpen(own);
    const transactions = new AbandonedTransactions(own);
    for (let i = 0; i < 5; i++) {
      expect(await transactions.end(1)).toBe(0);
      await write(own, `${i}`, session);
    }
    await session.commitTransaction();
    expect(await own.collection('days').findOne()).toMatchObject({ by: '4' });
  });

  it('are left alone when they are somebody else’s on the same server', async () => {
    await leaveOpen(other);
    const transactions = new AbandonedTransactions(own);
    for (let i = 0; i < 5; i++) expect(await transactions.end(0)).toBe(0);
    await session.commitTransaction();
  });
});
