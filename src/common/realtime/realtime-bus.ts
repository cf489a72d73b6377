import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Emitter } from '@socket.io/redis-emitter';
import type { Redis } from 'ioredis';
import type { Server } from 'socket.io';
import { CONFIG, type Config } from '../config/config.ts';
import { REDIS } from '../redis/redis.tokens.ts';
import type { NodeMessages } from './node-messages.ts';

type NodeMessage = NodeMessages[keyof NodeMessages];
type Listener = (data: never) => void;
/** How long nodes are asked who is in a room. */
const ASK_MS = 1_000;

/** Key under which the nodes' adapters and the emitters of processes without sockets meet in Redis. */
export const busKey = ({ REDIS_PREFIX }: Pick<Config, 'REDIS_PREFIX'>): string => `${REDIS_PREFIX}:socket.io`;

/** Sends to rooms on every node, from any process: over its own server where it has one, else over Redis alone. */
@Injectable()
export class RealtimeBus {
  private server: Server | undefined;
  private readonly healed: (() => void)[] = [];
  private readonly listeners = new Map<string, Listener[]>();
  private readonly emitter: Emitter;

  constructor(
    @Inject(REDIS) private readonly redis: Redis,
    @Inject(CONFIG) config: Config,
  ) {
    const publish = (channel: string, message: Buffer) => void redis.publish(channel, message).catch(() => undefined);
    this.emitter = new Emitter({ publish }, { key: busKey(config) });
  }

  /** This process has sockets: those are reached even while Redis is away. */
  attach(server: Server, subscriber: Redis): void {
    this.server = server;
    server.on('node', (name: keyof NodeMessages, data: NodeMessage) => this.hear(name, data));
    server.on('members', (room: string, answer: (count: number) => void) => answer(this.membersHere(room)));
    // The answer to a ping comes after those to the subscriptions, which the client has renewed by then.
    const heal = () =>
      void subscriber.ping().then(
        () => this.healed.forEach((listener) => listener()),
        () => undefined,
      );
    subscriber.once('ready', () => subscriber.on('ready', heal));
  }

  /** `listener` hears that the way between the nodes was cut and is whole again. */
  onHealed(listener: () => void): void {
    this.healed.push(listener);
  }

  /** False: Redis is away, so other nodes do not hear of it. */
  emit(room: string, name: string, data: unknown): boolean {
    if (this.server) this.server.to(room).emit(name, data);
    else if (this.redis.status === 'ready') this.emitter.to(room).emit(name, data);
    return this.redis.status === 'ready';
  }

  /** Tells every node that has sockets, and this process. */
  tellNodes<Name extends keyof NodeMessages>(name: Name, data: NodeMessages[Name]): void {
    // The others first: while this process sends to its sockets they do the same.
    if (this.server) this.server.serverSideEmit('node', name, data);
    else if (this.redis.status === 'ready') this.emitter.serverSideEmit('node', name, data);
    this.hear(name, data);
  }

  onTold<Name extends keyof NodeMessages>(name: Name, listener: (data: NodeMessages[Name]) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  /** Is anybody in that room, on any node? Yes, when a node does not say. */
  async isOccupied(room: string): Promise<boolean> {
    if (!this.server || this.membersHere(room) > 0) return true;
    const elsewhere = this.server.serverSideEmitWithAck('members', room) as Promise<number[]>;
    const counts = await Promise.race([elsewhere, pause(ASK_MS, [1], { ref: false })]).catch(() => [1]);
    return counts.some((count) => count > 0);
  }

  private hear(name: keyof NodeMessages, data: NodeMessage): void {
    for (const listener of this.listeners.get(name) ?? []) listener(data as never);
  }

  private membersHere(room: string): number {
    return this.server?.sockets.adapter.rooms.get(room)?.size ?? 0;
  }
}
