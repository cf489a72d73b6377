import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * From where, as coarsely as it still tells an owner something: the network of a public address (IPv4 /24, IPv6 /48), else what
 * kind of address it is. The address itself is kept nowhere.
 */
export function networkOf(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  const kind = address.range();
  if (kind === 'loopback') return 'this machine';
  return kind === 'unicast' ? cidrOf(address) : 'a private network';
}

/** What counts as one network to whoever guesses from it: as above, but one private network is not all of them. */
export const guesserOf = (ip: string | undefined): string =>
  ip && ipaddr.isValid(ip) ? cidrOf(ipaddr.process(ip)) : 'unknown';

/** Whom a limit counts: an IPv4 address, or the IPv6 network of one customer (/64), in which addresses cost nothing. */
export function subscriberOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}

function cidrOf(address: Address): string {
  const [family, bits] = address.kind() === 'ipv4' ? ([ipaddr.IPv4, 24] as const) : ([ipaddr.IPv6, 48] as const);
  return `${family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`;
}
