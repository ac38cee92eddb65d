import { expect, it } from '@jest/globals';
import { pageOf } from './page-of.js';
import { PAGES } from './pages/index.js';

const PATHS = new Set(PAGES.map(({ path }) => path));

it.each([
  ['Authority', '/fr/authorities/a%2Fb'],
  ['ForeignAuthority', '/fr/abroad/a%2Fb'],
  ['Partnership', '/fr/partnerships/a%2Fb'],
  ['CooperationRequest', '/fr/requests/a%2Fb'],
  ['Event', '/fr/events/a%2Fb'],
  ['NewsItem', '/fr/news/a%2Fb'],
  ['Resource', '/fr/resources/a%2Fb'],
])('an entity of type %s has a page', (type, path) => {
  expect(pageOf(type, 'a/b', 'FR')).toBe(path);
  expect(PATHS).toContain(path.replace('/fr', '').replace('a%2Fb', ':id'));
});

it('has an address for every page by id', () =>
  expect([...PATHS].filter((path) => path.endsWith('/:id') && !path.startsWith('/themes'))).toHaveLength(7));

it('is none for types whose pages go by codes, and for names that every object has', () => {
  for (const type of ['Country', 'Theme', 'constructor']) expect(pageOf(type, 'x', 'EN')).toBeUndefined();
});
