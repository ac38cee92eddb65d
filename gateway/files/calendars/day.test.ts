import { expect, it } from '@jest/globals';
import { dayInParis } from './day.js';

it('is the day in Paris, not that of UTC', () => {
  expect(dayInParis(new Date('2026-11-30T22:59:00Z'))).toBe('2026-11-30');
  expect(dayInParis(new Date('2026-11-30T23:00:00Z'))).toBe('2026-12-01');
  expect(dayInParis(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
});
