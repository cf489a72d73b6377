import ipaddr from 'ipaddr.js';

type Address = ReturnType<typeof ipaddr.process>;

/**
 * Tells the owner of an account roughly where a sign-in came from: the network of a public address (IPv4 /24, IPv6 /48), or the
 * kind of any other address. The address itself is stored nowhere.
 */
export function networkOf(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  const kind = address.range();
  if (kind === 'loopback') return 'this machine';
  return kind === 'unicast' ? cidrOf(address) : 'a private network';
}

/**
 * Returns the network that a limit on guesses counts, as above. Unlike above, private networks are distinguished from one
 * another.
 */
export const guesserOf = (ip: string | undefined): string =>
  ip && ipaddr.isValid(ip) ? cidrOf(ipaddr.process(ip)) : 'unknown';

/**
 * Returns the address that a limit on requests counts: an IPv4 address, or the IPv6 network (/64) of one internet connection,
 * because the owner of the network can use any number of addresses in it.
 */
export function countedAddressOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}

function cidrOf(address: Address): string {
  const [family, bits] = address.kind() === 'ipv4' ? ([ipaddr.IPv4, 24] as const) : ([ipaddr.IPv6, 48] as const);
  return `${family.networkAddressFromCIDR(`${address.toString()}/${bits}`).toString()}/${bits}`;
}
