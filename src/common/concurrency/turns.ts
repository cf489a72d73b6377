/** Per key one piece of work at a time in this process, first come first served; different keys do not wait for each other. */
export class Turns {
  private readonly last = new Map<string, Promise<void>>();

  async take<T>(key: string, work: () => Promise<T>): Promise<T> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    const over = result.then(ignore, ignore);
    this.last.set(key, over);
    try {
      return await result;
    } finally {
      if (this.last.get(key) === over) this.last.delete(key);
    }
  }
}

const ignore = (): void => undefined;
