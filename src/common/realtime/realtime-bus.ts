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
/** Milliseconds to wait for other nodes to say how many sockets are in a room. */
const ASK_MS = 1_000;

/** Returns the prefix of the Redis channels that the Socket.IO adapters and the emitters of processes without sockets share. */
export const busKey = ({ REDIS_PREFIX }: Pick<Config, 'REDIS_PREFIX'>): string => `${REDIS_PREFIX}:socket.io`;

/**
 * Sends messages to rooms on every node, from any process. A process with sockets sends through its own Socket.IO server. Any
 * other process sends through Redis.
 */
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

  /** Gives the bus the Socket.IO server of this process, whose sockets get messages even while Redis is away. */
  attach(server: Server, subscription: Redis): void {
    this.server = server;
    server.on('node', (name: keyof NodeMessages, data: NodeMessage) => this.hear(name, data));
    server.on('members', (room: string, answer: (count: number) => void) => answer(this.membersHere(room)));
    // The client renews its subscriptions before it sends the ping, so the answer to the ping comes after the renewals.
    const heal = () =>
      void subscription.ping().then(
        () => this.healed.forEach((listener) => listener()),
        () => undefined,
      );
    subscription.once('ready', () => subscription.on('ready', heal));
  }

  /** Calls `listener` when the connection between the nodes was lost and works again. */
  onHealed(listener: () => void): void {
    this.healed.push(listener);
  }

  /** Sends a message to a room. Returns false when Redis is away, because sockets on other nodes then get nothing. */
  emit(room: string, name: string, data: unknown): boolean {
    if (this.server) this.server.to(room).emit(name, data);
    else if (this.redis.status === 'ready') this.emitter.to(room).emit(name, data);
    return this.redis.status === 'ready';
  }

  /** Sends a message to every node with sockets, and to this process. */
  tellNodes<Name extends keyof NodeMessages>(name: Name, data: NodeMessages[Name]): void {
    // The other nodes come first, so that all nodes send to their sockets at the same time.
    if (this.server) this.server.serverSideEmit('node', name, data);
    else if (this.redis.status === 'ready') this.emitter.serverSideEmit('node', name, data);
    this.hear(name, data);
  }

  onTold<Name extends keyof NodeMessages>(name: Name, listener: (data: NodeMessages[Name]) => void): void {
    this.listeners.set(name, [...(this.listeners.get(name) ?? []), listener]);
  }

  /** Tells whether any socket on any node is in the room. Returns true when a node does not answer. */
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
