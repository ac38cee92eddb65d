import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import { dataOf } from '../../support/graph.js';
import { facts } from '../../support/search/facts.js';
import { suggest } from '../../support/search/suggest.js';

// Names of authorities abroad by language. The judge is the data file, and what everybody knows of capitals.

interface NamesAbroad {
  key: string;
  names: Record<string, string>;
}
const rows = facts<NamesAbroad>('authorities', 'names-abroad');
const named = facts<{
  key: string;
  name: string;
  nameLanguage?: string;
  localName: string | null;
  aliases: string[];
}>('authorities', 'foreign-authorities');
const placeNames = facts<{ key: string; name: string }>('authorities', 'place-names');
const NAMES = 'names { name language source { title licence } }';

const namesOf = async (key: string) =>
  (
    await dataOf(`query ($id: ID!) { foreignAuthority(id: $id) { name ${NAMES} } }`, {
      id: makeId('ForeignAuthority', key),
    })
  ).foreignAuthority;

describe('names by language', () => {
  it('are known of most capitals with partners', () => {
    expect(rows.length).toBeGreaterThan(60);
    expect(rows.flatMap(({ names }) => Object.keys(names)).length).toBeGreaterThan(4500);
  });

  it('are all that the data has, each once, the own name first', async () => {
    for (const { key, names } of rows.filter((_, at) => at % 4 === 0)) {
      const { name, names: shown } = await namesOf(key);
      const own = named.find((one) => one.key === key)!;
      expect(shown[0]).toEqual({ name, language: own.nameLanguage ?? 'fr', source: null });
      const pairs = shown.map((one: any) => `${one.language} ${one.name}`);
      expect(new Set(pairs).size).toBe(pairs.length);
      for (const [language, one] of Object.entries(names)) expect(pairs).toContain(`${language} ${one}`);
      for (const one of [own.localName, ...own.aliases])
        if (one) expect(shown.map((each: any) => each.name)).toContain(one);
      for (const one of shown.slice(1))
        if (one.language !== null)
          expect(one.source).toEqual({
            title: expect.stringMatching(/^Unicode CLDR/),
            licence: 'Unicode-3.0',
          });
    }
  });

  it.each([
    ['PL:MUNICIPALITY:Warsaw', 'fr', 'Varsovie'],
    ['PL:MUNICIPALITY:Warsaw', 'pl', 'Warszawa'],
    ['CZ:MUNICIPALITY:Prague', 'cs', 'Praha'],
    ['IT:MUNICIPALITY:Rome', 'it', 'Roma'],
    ['EG:MUNICIPALITY:Cairo', 'fr', 'Le Caire'],
    ['RU:MUNICIPALITY:Moscow', 'ru', 'Москва'],
    ['DK:MUNICIPALITY:Copenhagen', 'da', 'København'],
  ])('%s in %s is %s', async (key, language, name) => {
    const { names } = await namesOf(key);
    expect(names).toContainEqual(expect.objectContaining({ language, name }));
  });

  it('of an authority that no data set names so are its own alone', async () => {
    const { name, names } = await namesOf('BJ:MUNICIPALITY:Cotonou');
    expect(names[0]).toMatchObject({ name, source: null });
    expect(names.every(({ source }: any) => source === null)).toBe(true);
  });
});

describe('names of places in GeoNames', () => {
  it('are shown without a language, with their source', async () => {
    for (const { key, name } of placeNames.filter((_, at) => at % 5 === 0)) {
      const { names } = await namesOf(key);
      expect(names).toContainEqual({
        name,
        language: null,
        source: { title: expect.stringMatching(/^GeoNames/), licence: 'CC-BY-4.0' },
      });
    }
  });
});

describe('an authority abroad is found by its names', () => {
  it.each([
    ['Warszawa', 'PL:MUNICIPALITY:Warsaw'],
    ['Praha', 'CZ:MUNICIPALITY:Prague'],
    ['Le Caire', 'EG:MUNICIPALITY:Cairo'],
    ['københavn', 'DK:MUNICIPALITY:Copenhagen'],
    ['Москва', 'RU:MUNICIPALITY:Moscow'],
    ['东京', 'JP:MUNICIPALITY:Tokyo'],
    ['القاهرة', 'EG:MUNICIPALITY:Cairo'],
    ['Göteborg', 'SE:MUNICIPALITY:Gothenburg'],
    ['Hannover', 'DE:MUNICIPALITY:Hanover'],
    ['Loch Garman', 'IE:MUNICIPALITY:Wexford'],
    ['Lisabon', null],
  ])('%s', async (text, key) => {
    const found = await suggest(text, { first: 3 });
    const ids = found.map(({ foreignAuthority }) => foreignAuthority?.id);
    const { foreignAuthorities } = await dataOf(
      'query ($text: String!) { foreignAuthorities(filter: { text: $text }) { nodes { id } } }',
      { text },
    );
    if (!key) return expect(foreignAuthorities.nodes).toEqual([]);
    const id = makeId('ForeignAuthority', key);
    expect(ids).toContain(id);
    expect(foreignAuthorities.nodes).toContainEqual({ id });
  });
});
