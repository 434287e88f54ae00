import { BlockList, isIPv4, isIPv6 } from 'node:net';

// Addresses that are not on the public internet, by the special-purpose registries of IANA (RFC 6890 and its updates), multicast included.
const inside4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
];
const inside6 = [
  '::/128',
  '::1/128',
  // IPv6 forms of an IPv4 address: translated, 6to4, Teredo.
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2002::/16',
  '2001::/32',
  '100::/64',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
];

const inside = new BlockList();
for (const [ranges, family] of [
  [inside4, 'ipv4'],
  [inside6, 'ipv6'],
] as const) {
  for (const range of ranges) {
    const [network = '', bits = ''] = range.split('/');
    inside.addSubnet(network, Number(bits), family);
  }
}

/** True for an address of this computer or of its networks, and for anything that is not an address. */
export function isInsideAddress(address: string): boolean {
  const plain = address.replace(/%.*$/, '');
  if (isIPv4(plain)) return inside.check(plain, 'ipv4');
  return isIPv6(plain) ? inside.check(plain, 'ipv6') : true;
}
