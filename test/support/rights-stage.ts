import { randomUUID } from 'node:crypto';
import { LatestNumbers } from '../../src/gateways/latest-numbers.ts';
import { NotificationsSubscriber } from '../../src/jobs/subscribers/notifications.subscriber.ts';
import { freshPhone, signUp as signUpWith } from './accounts.ts';
import { eventually } from './eventually.ts';
import { must, signUp, type Person, type Shop } from './people.ts';
import {
  LISTENERS,
  SECRETS,
  type AskedMessage,
  type Listener,
  type Secret,
  type Speaker,
  type State,
} from './rights-tables.ts';
import { SocketClient } from './socket-client.ts';
import { AT_HOME, MONDAY, plusMinutes, SHOP_OF_BOTH_KINDS, Visits } from './visits.ts';

/** The steps that bring a booking to each state. Everybody listens to the last step. */
const STEPS: Record<State, string[]> = {
  requested: ['book'],
  accepted: ['book', 'accept'],
  asked_again: ['book', 'accept', 'reschedule'],
  departed: ['book', 'accept', 'depart'],
  in_progress: ['book', 'accept', 'depart', 'drive', 'start'],
  completed: ['book', 'accept', 'start', 'complete'],
  cancelled: ['book', 'accept', 'cancel'],
  taken_back: ['book', 'cancel'],
  declined: ['book', 'decline'],
  expired: ['book', 'expire'],
  no_show: ['book', 'accept', 'no-show'],
};
const NOTE = 'short-at-the-sides';
const MESSAGE = 'the-bell-is-broken';
const POSITION = { lat: 51.433231, lng: -2.611111 };
const WATCHERS: readonly Listener[] = ['C', 'B', 'A', 'O', 'P', 'U'];
const ALL = Object.keys(LISTENERS) as Listener[];

/** The people of every scene, except its customer. */
export class Cast {
  private constructor(
    readonly visits: Visits,
    readonly barber: Shop,
    readonly others: Record<'A' | 'O' | 'P' | 'U', Person>,
  ) {}

  static async gather(): Promise<Cast> {
    const visits = await Visits.open({ SOCKETS_PER_USER: '100', SOCKET_LATEST_INTERVAL_MS: '100000000' });
    const barber = await visits.shop(SHOP_OF_BOTH_KINDS);
    const [O, P, U] = [await visits.customer(), await visits.shop(), await signUp(visits.app.http, 'barber')];
    await visits.accepted(O, barber);
    return new Cast(visits, barber, { A: visits.admin, O, P, U });
  }

  decide(verb: 'approve' | 'reject'): Promise<unknown> {
    const path = `/admin/verifications/${this.barber.id}/${verb}`;
    return must(this.visits.admin.http.post(path, { notes: 'Licence' }));
  }

  connect({ token }: Pick<Person, 'token'>): Promise<SocketClient> {
    return new SocketClient(this.visits.app.http.url, { token }).ready();
  }

  /** Waits until every event so far is handled. */
  async settled(): Promise<void> {
    const { db } = this.visits.app;
    const { name, events } = this.visits.app.get(NotificationsSubscriber);
    const facts = await db
      .collection('outbox')
      .find<{ _id: string }>({ name: { $in: [...events] } })
      .toArray();
    const proofs = { _id: { $in: facts.map(({ _id }) => `${_id}:${name}`) } };
    await eventually(async () =>
      expect(await db.collection<{ _id: string }>('inbox').countDocuments(proofs)).toBe(facts.length),
    );
  }
}

/** One booking on its way to a state, and the open sockets of all people. */
export class Scene {
  private readonly startAt: string;
  private readonly sockets = new Map<Listener, SocketClient>();
  /** How many messages each person had received when the current act began. */
  private readonly heardBefore = new Map<Listener, number>();
  private booking!: { id: string; conversationId: string };
  private messageId = '';

  private constructor(
    readonly cast: Cast,
    readonly state: State,
    private readonly customer: Person & { phone: string },
  ) {
    this.startAt = cast.visits.nextStart();
  }

  /** Opens a scene: everybody is connected, and the booking is one step before the state. */
  static async open(cast: Cast, state: State): Promise<Scene> {
    cast.visits.app.clock.set(MONDAY);
    const [phone, name] = [freshPhone(), `Cornelia ${state}`];
    const { id, accessToken, http } = await signUpWith(cast.visits.app.http, { phone, name });
    const scene = new Scene(cast, state, { id, name, email: '', phone, token: accessToken, http });
    for (const step of STEPS[state].slice(0, -1)) await scene.take(step);
    await cast.settled();
    for (const listener of ALL) scene.sockets.set(listener, await cast.connect(scene.person(listener)));
    const day = { barberId: cast.barber.barberId, date: scene.startAt.slice(0, 10) };
    for (const listener of WATCHERS) await scene.socket(listener).ask('availability.watch', day);
    if (scene.booking) await scene.watch();
    return scene;
  }

  /** The first act: the booking reaches the state. */
  async become(): Promise<void> {
    await this.take(STEPS[this.state].at(-1)!);
    if (STEPS[this.state].length === 1) await this.watch();
  }

  /** The second act: everything else that people may receive messages about. */
  async goOn(): Promise<void> {
    const { data } = await this.socket('C').ask('message.send', this.data('message.send'));
    this.messageId = data.id;
    // This must happen before the message is read, because a read message needs no notification.
    await this.cast.settled();
    await this.socket('B').ask('message.read', this.data('message.read'));
    await this.socket('C').ask('message.typing', this.data('message.typing'));
    await this.drive(this.socket('B'));
    await this.cast.visits.app.get(LatestNumbers).tell();
    this.socket('O').socket.emit('booking.watch', this.data('booking.watch'));
  }

  /** Waits until everything sent has arrived. The feed of each person must have the same messages as their sockets. */
  async settled(): Promise<void> {
    await this.cast.settled();
    for (const client of this.sockets.values()) {
      const { latest } = client.named('ready')[0];
      const log = (await client.ask('events.since', { seq: latest })).data.events;
      await eventually(() => expect(client.durable().filter(({ seq }) => seq > latest)).toEqual(log));
    }
  }

  /** Begins another act. */
  next(): void {
    for (const [listener, { heard }] of this.sockets) this.heardBefore.set(listener, heard.length);
  }

  /** Who has received the message in this act. A number follows each person who received it more than once. */
  hearersOf(message: string): string {
    return this.those((listener) => this.act(listener).filter(({ name }) => name === message).length);
  }

  /** Who has received the secret since the scene began. */
  findersOf(secret: Secret): string {
    const words = this.secrets()[secret];
    return this.those((listener) => {
      const heard = JSON.stringify(this.socket(listener).heard);
      return words.some((word) => heard.includes(word)) ? 1 : 0;
    });
  }

  /** The answer to every message, sent one after another on a new device. */
  async answers(speaker: Speaker, messages: AskedMessage[]): Promise<Record<string, string>> {
    if (this.state === 'departed') await this.take('drive');
    const client = await this.cast.connect(this.person(speaker === 'W' ? 'B' : speaker));
    const found: Record<string, string> = {};
    for (const message of messages) found[message] = this.outcome(await client.ask(message, this.data(message)));
    client.close();
    return found;
  }

  async close(): Promise<void> {
    this.sockets.forEach((client) => client.close());
    if (['requested', 'asked_again'].includes(this.state))
      await this.cast.visits.did(this.customer, 'cancel', this.booking);
  }

  private outcome({ ok, data, error }: any): string {
    if (ok) return data.fix ? 'where' : data.accepted === false ? 'dropped' : 'ok';
    for (const secret of SECRETS)
      for (const word of this.secrets()[secret]) expect(JSON.stringify(error)).not.toContain(word);
    return `${error.status} ${error.code}`;
  }

  private secrets(): Record<Secret, string[]> {
    const { id, conversationId } = this.booking;
    return {
      phone: [this.customer.phone],
      place: [String(AT_HOME.coordinates[0]), String(AT_HOME.coordinates[1]), AT_HOME.address],
      customer: [this.customer.name, this.customer.id],
      note: [NOTE],
      bookingId: [id],
      conversationId: [conversationId],
      message: [MESSAGE],
      position: [String(POSITION.lat), String(POSITION.lng)],
    };
  }

  private async take(step: string): Promise<void> {
    const { visits, barber } = this.cast;
    const visit = { startAt: this.startAt, location: AT_HOME, note: NOTE };
    if (step === 'book') this.booking = await visits.booked(this.customer, barber, visit);
    else if (step === 'drive') await this.driveOnce();
    else if (step === 'expire') {
      visits.app.clock.advance(15 * 60_000);
      await visits.sweep();
    } else if (step === 'reschedule') {
      await visits.did(this.customer, step, this.booking, { startAt: plusMinutes(this.startAt, 30) });
    } else await visits.did(step === 'cancel' ? this.customer : barber, step, this.booking);
  }

  private async driveOnce(): Promise<void> {
    const phone = await this.cast.connect(this.cast.barber);
    await this.drive(phone);
    phone.close();
  }

  private async drive(phone: SocketClient): Promise<void> {
    for (const message of ['location.share', 'location.report'] as const) await phone.ask(message, this.data(message));
  }

  private async watch(): Promise<void> {
    for (const listener of WATCHERS) await this.socket(listener).ask('booking.watch', this.data('booking.watch'));
  }

  private data(message: AskedMessage): object {
    const { id: bookingId, conversationId } = this.booking;
    if (message === 'location.report')
      return { bookingId, ...POSITION, at: this.cast.visits.app.clock.now().toISOString() };
    if (message === 'message.send') return { conversationId, clientId: randomUUID(), text: MESSAGE };
    if (message === 'message.read') return { conversationId, upTo: this.messageId };
    return message === 'message.typing' ? { conversationId } : { bookingId };
  }

  private person(listener: Listener): Person {
    const letter = listener.toUpperCase();
    if (letter === 'C') return this.customer;
    return letter === 'B' ? this.cast.barber : this.cast.others[letter as 'A' | 'O' | 'P' | 'U'];
  }

  private socket(listener: Listener): SocketClient {
    return this.sockets.get(listener)!;
  }

  /** Leaves out messages that `ready` has counted: the last of them may arrive after `ready`, and clients drop them. */
  private act(listener: Listener) {
    const client = this.socket(listener);
    const { latest } = client.named('ready')[0];
    const old: unknown[] = client.durable().filter(({ seq }) => seq <= latest);
    return client.heard.slice(this.heardBefore.get(listener) ?? 0).filter(({ data }) => !old.includes(data));
  }

  private those(count: (listener: Listener) => number): string {
    const counts = ALL.map((listener) => [listener, count(listener)] as const);
    return counts.flatMap(([listener, times]) => (times ? listener + (times > 1 ? times : '') : [])).join('') || '·';
  }
}
