/** One running server of ours. */
export interface EmbeddedServer {
  readonly title: string;
  pid(): number;
  isRunning(): boolean;
  /** Ends it in order: everything acknowledged is on disk. */
  stop(): Promise<void>;
  /** Asks it to end in order and does not wait; for the moment of our own exit. */
  end(): void;
  /** Ends it at once; what was acknowledged is recovered by the next start. */
  kill(): void;
  /** Brings it up again on the same data and port after it was killed. */
  restart(): Promise<void>;
}
