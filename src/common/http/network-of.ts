import ipaddr from 'ipaddr.js';

/**
 * From where, as coarsely as it still tells an owner something: the network of a public address (IPv4 /24, IPv6 /48), else what
 * kind of address it is. The address itself is kept nowhere.
 */
export function networkOf(ip: string | undefined): string {
  if (!ip || !ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  const kind = address.range();
  if (kind === 'loopback') return 'this machine';
  if (kind !== 'unicast') return 'a private network';
  const bits = address.kind() === 'ipv4' ? 24 : 48;
  const network =
    address.kind() === 'ipv4'
      ? ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${bits}`)
      : ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/${bits}`);
  return `${network.toString()}/${bits}`;
}

/** Whom a limit counts: an IPv4 address, or the IPv6 network of one customer (/64), in which addresses cost nothing. */
export function subscriberOf(ip: string): string {
  if (!ipaddr.isValid(ip)) return 'unknown';
  const address = ipaddr.process(ip);
  if (address.kind() === 'ipv4') return address.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${address.toString()}/64`).toString();
}
