import { parseSetCookie, stringifyCookie } from 'cookie';

interface Cookie {
  host: string;
  name: string;
  value: string;
  sameSite: string;
  isSecure: boolean;
}

export interface Page {
  url: URL;
  status: number;
  body: any;
}

/** The parts of a browser that a sign-in needs: redirects, forms that submit themselves, and cookies with SameSite and Secure. */
export class Browser {
  readonly cookies: Cookie[] = [];
  /** Every address that was visited. */
  readonly trail: URL[] = [];

  /** `places` maps origins to servers of this machine. The visit ends at an address without a server. */
  constructor(private readonly places: Record<string, string>) {}

  /** Follows redirects until a page answers or an address has no server. Stops before the first address that `until` accepts. */
  async visit(address: string, until: (url: URL) => boolean = () => false): Promise<Page> {
    let next: { url: URL; form?: URLSearchParams; from?: URL } = { url: new URL(address) };
    for (;;) {
      const { url, form, from } = next;
      this.trail.push(url);
      if (until(url) || !this.isServed(url)) return { url, status: 0, body: form && Object.fromEntries(form) };
      const response = await this.request(url, form, from);
      const location = response.headers.get('location');
      const text = await response.text();
      if (location) next = { url: new URL(location, url) };
      else {
        const sent = formIn(text);
        if (!sent) return { url, status: response.status, body: text && JSON.parse(text) };
        next = { ...sent, from: url };
      }
    }
  }

  /** Submits a form from a page of the origin `from`. */
  async submit(url: URL, form: Record<string, string>, from: string): Promise<Response> {
    return this.request(url, new URLSearchParams(form), new URL(from));
  }

  private isServed({ origin, hostname }: URL): boolean {
    return origin in this.places || hostname === '127.0.0.1';
  }

  private async request(url: URL, form?: URLSearchParams, from?: URL): Promise<Response> {
    const isStrange = form !== undefined && from?.host !== url.host;
    const mine = this.cookies.filter(
      ({ host, sameSite, isSecure }) =>
        host === url.host && (!isStrange || sameSite === 'none') && (!isSecure || url.protocol === 'https:'),
    );
    const real = (this.places[url.origin] ?? url.origin) + url.pathname + url.search;
    const cookie = stringifyCookie(Object.fromEntries(mine.map(({ name, value }) => [name, value])), { encode: asIs });
    const response = await fetch(real, {
      redirect: 'manual',
      headers: { ...(cookie && { cookie }) },
      ...(form && { method: 'POST', body: form }),
    });
    for (const line of response.headers.getSetCookie()) this.keep(url, line);
    return response;
  }

  private keep({ host, protocol }: URL, line: string): void {
    const { name, value = '', secure: isSecure = false, ...rest } = parseSetCookie(line, { decode: asIs });
    const sameSite = String(rest.sameSite ?? 'lax');
    const isAllowed = (protocol === 'https:' || !isSecure) && (sameSite !== 'none' || isSecure);
    const isOver = rest.maxAge === 0 || rest.expires?.getUTCFullYear() === 1970;
    const old = this.cookies.findIndex((each) => each.host === host && each.name === name);
    if (old >= 0) this.cookies.splice(old, 1);
    if (isAllowed && !isOver) this.cookies.push({ host, name, value, sameSite, isSecure });
  }
}

const asIs = (value: string) => value;

/** Reads the form of a page that submits its form by itself. */
function formIn(html: string): { url: URL; form: URLSearchParams } | undefined {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  if (!action) return undefined;
  const inputs = [...html.matchAll(/<input[^>]* name="([^"]+)" value="([^"]*)"/g)];
  const plain = (text: string) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"');
  const form = new URLSearchParams(inputs.map(([, name, value]) => [plain(name!), plain(value!)] as [string, string]));
  return { url: new URL(plain(action)), form };
}
