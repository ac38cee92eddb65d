import { expect, it } from '@jest/globals';
import { partnerships } from '../../support/search/facts.js';
import { dataOf } from '../../support/graph.js';

// Whether a partnership is over, against a plain loop over the rows of the data set.

const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }).format(new Date());

const isOver = ({ statusInSource, endDate, titleFr }: (typeof partnerships)[number]) => {
  const year = /(?:19|20)\d\d ?(?:-|–|\/|à|to) ?((?:19|20)\d\d)/.exec(titleFr ?? '')?.[1];
  const last = endDate ?? (year ? `${year}-12-31` : null);
  return statusInSource === 'ENDED' || (last !== null && last < today);
};

const count = async (filter: string) =>
  (await dataOf(`{ partnerships(filter: ${filter}) { totalCount } }`)).partnerships.totalCount as number;

it('partnerships that are over and those that are not are all of them', async () => {
  const over = partnerships.filter(isOver);
  expect(over.length).toBeGreaterThan(20);
  // Some are over although their source goes on calling them ongoing.
  expect(over.some(({ statusInSource }) => statusInSource === 'ONGOING')).toBe(true);
  expect(await count('{ isEnded: true }')).toBe(over.length);
  expect(await count('{ isEnded: false }')).toBe(partnerships.length - over.length);
  expect(await count('{ not: { isEnded: true } }')).toBe(partnerships.length - over.length);
});

it.each(
  [...new Set(partnerships.map(({ countryCode }) => countryCode))].sort().filter((_, at) => at % 6 === 0),
)('in %s too, and with the status that the source gives', async (country) => {
  const there = partnerships.filter(({ countryCode }) => countryCode === country);
  expect(await count(`{ country: { in: ["${country}"] }, isEnded: true }`)).toBe(there.filter(isOver).length);
  expect(await count(`{ country: { in: ["${country}"] }, isEnded: true, status: { in: [ONGOING] } }`)).toBe(
    there.filter((row) => isOver(row) && row.statusInSource === 'ONGOING').length,
  );
});
