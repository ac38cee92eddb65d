import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { addressOf } from './request-headers.js';

describe('the address of a client', () => {
  const addressFrom = (forwarded: string | undefined, trustProxy = true) =>
    addressOf(
      {
        headers: { 'x-forwarded-for': forwarded },
        socket: { remoteAddress: '10.0.0.1' },
      } as never as IncomingMessage,
      trustProxy,
    );

  it('is what the proxy added, not what the client sent before it', () => {
    expect(addressFrom('198.51.100.9')).toBe('198.51.100.9');
    expect(addressFrom('1.2.3.4, 5.6.7.8,198.51.100.9')).toBe('198.51.100.9');
  });

  it('is the same whatever port a proxy writes beside it, and the network of an IPv6 address', () => {
    expect(addressFrom('203.0.113.9:51234')).toBe('203.0.113.9');
    for (const address of ['2001:db8::1', '[2001:db8::1]', '[2001:db8::2]:443', '2001:db8:0:0:ffff::1'])
      expect(addressFrom(address)).toBe('2001:db8:0:0::/64');
  });

  it('is that of the socket where nothing was added, or no proxy is trusted', () => {
    expect([addressFrom(undefined), addressFrom(''), addressFrom('1.2.3.4', false)]).toEqual(
      Array(3).fill('10.0.0.1'),
    );
  });
});
