import { isIPv6 } from 'node:net';

/** Bits of an IPv6 address that a subscriber of a provider has: it chooses the others freely. */
const GROUPS_OF_SUBSCRIBER = 4;

/** Returns the network by which a client counts: an IPv4 address, or the first 64 bits of an IPv6 address. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
  if (mapped) return mapped[1]!;
  const plain = address.split('%')[0]!;
  if (!isIPv6(plain)) return address;
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const all = [
    ...groups,
    ...Array<string>(Math.max(0, missing)).fill('0'),
    ...(tail?.split(':').filter(Boolean) ?? []),
  ];
  return `${all
    .slice(0, GROUPS_OF_SUBSCRIBER)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
