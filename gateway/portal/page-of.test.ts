import { expect, it } from '@jest/globals';
import { pageOf } from './page-of.js';
import { PAGES } from './pages/index.js';

const PATHS = new Set(PAGES.map(({ path }) => path));
const KNOWN = [
  ['Authority', '/fr/authorities/a%2Fb'],
  ['ForeignAuthority', '/fr/abroad/a%2Fb'],
  ['Partnership', '/fr/partnerships/a%2Fb'],
  ['CooperationRequest', '/fr/requests/a%2Fb'],
  ['Event', '/fr/events/a%2Fb'],
  ['NewsItem', '/fr/news/a%2Fb'],
  ['Resource', '/fr/resources/a%2Fb'],
  ['Country', '/fr/countries/C%2FD'],
  ['Theme', '/fr/themes/C%2FD'],
  ['CountryGroup', '/fr/groups/C%2FD'],
  ['CallForProjects', '/fr/calls/C%2FD'],
] as const;

it.each(KNOWN)('an entity of type %s has a page', (type, path) => {
  expect(pageOf(type, { id: 'a/b', code: 'C/D' }, 'FR')).toBe(path);
  expect(PATHS).toContain(path.replace('/fr', '').replace('a%2Fb', ':id').replace('C%2FD', ':code'));
});

it('has an address for every page of one thing', () =>
  expect([...PATHS].filter((path) => path.includes(':'))).toHaveLength(KNOWN.length));

it('is none for types without pages, for names that every object has, and without a code', () => {
  for (const type of ['DacSector', 'constructor'])
    expect(pageOf(type, { id: 'x', code: 'y' }, 'EN')).toBeUndefined();
  expect(pageOf('Country', { id: 'x' }, 'EN')).toBeUndefined();
});
