/** A database server that this program runs. */
export interface EmbeddedServer {
  readonly title: string;
  pid(): number;
  isRunning(): boolean;
  /** Ends the server in an orderly way. Every acknowledged write is then on disk. */
  stop(): Promise<void>;
  /** Asks the server to end in an orderly way and does not wait. Call this when this program itself exits. */
  end(): void;
  /** Ends the server at once. The next start recovers every acknowledged write. */
  kill(): void;
  /** Starts the server again on the same data and port after the server was killed. */
  restart(): Promise<void>;
}
