import { expect, it } from '@jest/globals';
import { securityHeaders } from './security-headers.js';
import { securityTxt } from './security-txt.js';

const NOW = Date.parse('2026-12-01T10:00:00.123Z');

it('security.txt has what RFC 9116 requires, and expires within a year', () => {
  expect(securityTxt('mailto:security@example.org', 'https://graph.example.org/', NOW).split('\n')).toEqual([
    'Contact: mailto:security@example.org',
    'Expires: 2027-06-01T10:00:00Z',
    'Preferred-Languages: fr, en',
    'Canonical: https://graph.example.org/.well-known/security.txt',
    '',
  ]);
  expect(securityTxt('https://example.org/contact', undefined, NOW)).not.toContain('Canonical');
});

it('only a graph at an address of HTTPS tells browsers to stay there', () => {
  expect(securityHeaders('https://graph.example.org')['strict-transport-security']).toBe('max-age=31536000');
  for (const publicUrl of [undefined, 'http://127.0.0.1:4000'])
    expect(securityHeaders(publicUrl)).not.toHaveProperty('strict-transport-security');
});
