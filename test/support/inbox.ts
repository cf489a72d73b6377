import { eventually } from './eventually.ts';
import { must, type Person } from './people.ts';

/** Returns messages that left the platform, newest first, as an admin sees them in `GET /dev/inbox`. */
export async function inboxOf(admin: Pick<Person, 'http'>, to: string, template?: string): Promise<any[]> {
  const query = new URLSearchParams({ to, ...(template && { template }) });
  return (await must(admin.http.get(`//dev/inbox?${query.toString()}`))).body.items;
}

/** Waits until there are `count` messages and returns the newest one. */
export function messageTo(admin: Pick<Person, 'http'>, to: string, template: string, count = 1): Promise<any> {
  return eventually(async () => {
    const found = await inboxOf(admin, to, template);
    expect(found).toHaveLength(count);
    return found[0];
  });
}
