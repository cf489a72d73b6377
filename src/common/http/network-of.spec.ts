import { guesserOf, networkOf, countedAddressOf } from './network-of.ts';

test.each([
  ['81.2.69.142', '81.2.69.0/24'],
  ['8.8.8.8', '8.8.8.0/24'],
  ['::ffff:8.8.8.8', '8.8.8.0/24'],
  ['2a00:1450:4009:815::200e', '2a00:1450:4009::/48'],
  ['127.0.0.1', 'this machine'],
  ['::1', 'this machine'],
  ['203.0.113.7', 'a private network'],
  ['10.1.2.3', 'a private network'],
  ['192.168.0.9', 'a private network'],
  ['fd00::1', 'a private network'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('%s is %s', (ip, network) => expect(networkOf(ip)).toBe(network));

test.each([
  ['81.2.69.142', '81.2.69.0/24'],
  ['10.1.2.3', '10.1.2.0/24'],
  ['::ffff:10.1.3.3', '10.1.3.0/24'],
  ['fd00:1:2:3::1', 'fd00:1:2::/48'],
  ['127.0.0.1', '127.0.0.0/24'],
  ['nonsense', 'unknown'],
  [undefined, 'unknown'],
])('guesses from %s count for %s', (ip, network) => expect(guesserOf(ip)).toBe(network));

test('limits count an IPv4 address, and all addresses of one IPv6 customer as one', () => {
  expect(countedAddressOf('81.2.69.142')).toBe('81.2.69.142');
  expect(countedAddressOf('::ffff:81.2.69.142')).toBe('81.2.69.142');
  expect(countedAddressOf('2a00:1450:4009:815::200e')).toBe(countedAddressOf('2a00:1450:4009:815:ffff::1'));
  expect(countedAddressOf('2a00:1450:4009:816::1')).not.toBe(countedAddressOf('2a00:1450:4009:815::1'));
});
