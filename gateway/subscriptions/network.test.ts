import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { networkOf } from './network.js';

test('an IPv6 client counts by its network, whose addresses it chooses freely', () => {
  expect(networkOf('2001:db8:1:2:aaaa::1')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:DB8:0001:2::9')).toBe('2001:db8:1:2::/64');
  expect(networkOf('2001:db8::')).toBe('2001:db8:0:0::/64');
  expect(networkOf('::1')).toBe('0:0:0:0::/64');
  expect(networkOf('fe80::1%eth0')).toBe('fe80:0:0:0::/64');
  expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
  expect(networkOf('192.0.2.1')).toBe('192.0.2.1');
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      // The judge: the URL parser's own form of an address.
      const first64 = (address: string) => {
        const groups = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
        const head = groups[0]!.split(':').filter(Boolean);
        const tail = (groups[1] ?? '').split(':').filter(Boolean);
        const zeros = groups.length > 1 ? 8 - head.length - tail.length : 0;
        return [...head, ...Array<string>(zeros).fill('0'), ...tail].slice(0, 4).join(':');
      };
      const isMapped = [one, other].some((address) => /\d+\.\d+/.test(address));
      if (!isMapped) expect(networkOf(one) === networkOf(other)).toBe(first64(one) === first64(other));
    }),
  );
});
