/** Where a client keeps what must outlive it: `localStorage`, React Native's AsyncStorage, or anything with these three. */
export interface Keep {
  getItem(key: string): string | null | Promise<string | null>;
  setItem(key: string, value: string): void | Promise<void>;
  removeItem(key: string): void | Promise<void>;
}

/** Forgets everything with the process. */
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

/** One value as JSON. Writes follow each other, so that a slow storage never keeps an older value. */
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
    // Whoever asked hears of a failure; it does not keep the next value from being written.
    this.writing = written.catch(() => undefined);
    return written;
  }
}
