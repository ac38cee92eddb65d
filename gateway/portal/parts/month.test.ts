import { expect, it } from '@jest/globals';
import { weeksOf } from './month.js';

it.each([
  ['2026-02', 5],
  ['2027-02', 4],
  ['2026-12', 5],
  ['2199-12', 6],
  ['9999-12', 5],
])('the month %s has whole weeks that hold each of its days', (month, count) => {
  const weeks = weeksOf(month);
  expect(weeks).toHaveLength(count);
  for (const week of weeks) expect(week).toHaveLength(7);
  expect(weeks.flat()).toContain(`${month}-01`);
});
