import { bootApp, type TestApp } from '../../../test/support/app.ts';
import { FieldCrypto } from '../../common/crypto/field-crypto.ts';
import { newId } from '../../common/database/ids.ts';
import { Attachments } from './messages/attachments.ts';
import { ChatNews } from './chat-news.ts';
import { ChatNotificationsService } from './chat-notifications.service.ts';
import { ChatPersonalData } from './chat.personal-data.ts';
import { TEXT } from './chat.schema.ts';
import { ConversationsService } from './conversations.service.ts';

let app: TestApp;
beforeAll(async () => {
  app = await bootApp({ ROLES: 'api' });
});
afterAll(() => app.close());

const soon = new Date('2035-03-05T12:00:00Z');
const [carla, bob] = [newId(), newId()];

async function haveTalked(count: number): Promise<void> {
  const [conversationId, barberId] = [newId(), newId()];
  const zero = { customer: 0, barber: 0 };
  const parties = { customerId: carla, barberId, barberUserId: bob, parties: [carla, bob] };
  const fresh = { read: zero, unread: zero, lastNumber: count, blockedBy: [], activityAt: soon };
  const text = app.get(FieldCrypto).encrypt(TEXT, 'a word');
  const rows = (make: (i: number) => object) =>
    Array.from({ length: count }, (_, i) => ({ _id: newId(), conversationId, at: soon, ...make(i) })) as any[];
  await app.db.collection<any>('conversations').insertOne({ _id: conversationId, ...parties, ...fresh });
  const message = (i: number) => ({ number: i + 1, senderId: i % 4 ? carla : bob, clientId: `${i}`, text });
  await app.db.collection('messages').insertMany(rows(message));
  const report = (i: number) => ({ reporterId: i % 4 ? carla : bob, reason: 'rude' });
  await app.db.collection('conversation_reports').insertMany(rows(report));
}

/** The different texts that this person wrote. */
async function wordsOf(userId: string): Promise<unknown[]> {
  const texts = await app.db.collection('messages').distinct('text', { senderId: userId });
  const reasons = await app.db.collection('conversation_reports').distinct('reason', { reporterId: userId });
  return [...new Set([...texts.map((text) => app.get(FieldCrypto).decrypt(TEXT, text as string)), ...reasons])];
}

it('every word of a person goes, however much they wrote, and no word of the other party', async () => {
  for (let i = 0; i < 2; i++) await haveTalked(1_600);
  const chat = app.get(ChatPersonalData);
  await chat.erase(carla);
  await chat.erase(carla);
  expect([await wordsOf(carla), await wordsOf(bob)]).toEqual([
    ['', '–'],
    ['a word', 'rude'],
  ]);
  expect(await app.db.collection('messages').countDocuments({ senderId: carla })).toBe(2_400);
});

it.each<[string, () => unknown]>([
  ['open', () => app.get(ConversationsService).open('x')],
  ['notifyReceiver', () => app.get(ChatNotificationsService).notifyReceiver(null!)],
  ['markRead', () => app.get(ChatNotificationsService).markRead('x', 'x')],
  ['written', () => app.get(ChatNews).written(null!, null!, null!)],
  ['read', () => app.get(ChatNews).read(null!, null!)],
  ['use', () => app.get(Attachments).use(null!)],
])('%s refuses to run outside of a unit of work', (name, call) => {
  expect(call).toThrow(`${name} belongs inside a unit of work`);
});
