/** A storage that outlives the client: `localStorage`, React Native's AsyncStorage, or any object with these three methods. */
export interface Keep {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/** A storage in memory. Everything is lost when the process ends. */
export class MemoryKeep implements Keep {
  private readonly items = new Map<string, string>();

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }
  setItem(key: string, value: string): void {
    this.items.set(key, value);
  }
  removeItem(key: string): void {
    this.items.delete(key);
  }
}

/** One stored value as JSON. Writes happen one after another, so that a slow storage never ends with an older value. */
export class Kept<T> {
  private writing: Promise<void> = Promise.resolve();
  private readonly keep: Keep;
  private readonly key: string;

  constructor(keep: Keep, key: string) {
    this.keep = keep;
    this.key = key;
  }

  async read(): Promise<T | undefined> {
    await this.writing;
    const text = await this.keep.getItem(this.key);
    return text === null ? undefined : (JSON.parse(text) as T);
  }

  write(value: T | undefined): Promise<void> {
    const text = value === undefined ? undefined : JSON.stringify(value);
    const write = () => (text === undefined ? this.keep.removeItem(this.key) : this.keep.setItem(this.key, text));
    const written = this.writing.then(write);
    // The caller gets the failure of this write. The failure does not keep the next value from being written.
    this.writing = written.catch(() => undefined);
    return written;
  }
}
