import { describe, expect, it } from '@jest/globals';
import { foldText, makeId } from '#kernel/values';
import fc from 'fast-check';
import { iso31661 } from 'iso-3166';
import { dataOf } from '../../support/graph.js';
import { communes, type Commune } from '../../support/search/communes.js';
import { suggest } from '../../support/search/suggest.js';

// Names as people and lists write them. Expectations are plain loops over the npm packages, without search's keys.

const RESOLVE = `query ($name: String, $inseeCode: InseeCode) {
  resolveAuthority(name: $name, inseeCode: $inseeCode) {
    status explanation authority { id name } candidates { id } mergedHomonyms { name }
  }
}`;
const resolve = async (by: Record<string, unknown>) => (await dataOf(RESOLVE, by)).resolveAuthority;
const idOf = (key: string) => makeId('Authority', key);
const plain = (name: string) => foldText(name).replaceAll(' ', '');
const sample = <Value>(values: readonly Value[], numRuns = 100): Value[] =>
  fc.sample(fc.constantFrom(...values), { numRuns, seed: 15 });

const byName = new Map<string, typeof communes>();
for (const commune of communes)
  byName.set(plain(commune.nom), [...(byName.get(plain(commune.nom)) ?? []), commune]);
/** Communes whose name no other in the same département has. */
const distinct = communes.filter(({ nom, departement }) => {
  const namesakes = byName.get(plain(nom))!.filter((other) => other.departement === departement);
  return namesakes.length === 1 && /^\d{2}$/.test(departement);
});
const shared = distinct.filter(({ nom }) => byName.get(plain(nom))!.length > 1);

/** Texts that do not lead to the commune, of 100 drawn from the communes. */
async function missesOf(of: readonly Commune[], write: (commune: Commune) => string): Promise<string[]> {
  const misses: string[] = [];
  for (const commune of sample(of)) {
    const text = write(commune);
    const { status, authority } = await resolve({ name: text });
    if (authority?.id !== idOf(`COM-${commune.code}`)) misses.push(`${text}: ${status} ${authority?.name}`);
  }
  return misses;
}

describe('resolveAuthority reads the place beside a name', () => {
  it.each([
    ['(93)', ({ nom, departement }: Commune) => `${nom} (${departement})`],
    ['[69]', ({ nom, departement }: Commune) => `${nom} [${departement}]`],
    ['a postal code before it', ({ nom, codesPostaux }: Commune) => `${codesPostaux![0]} ${nom}`],
    ['a postal code after it', ({ nom, codesPostaux }: Commune) => `${nom}, ${codesPostaux![0]}`],
  ])('%s, 100 homonyms drawn from the communes', async (_, write) => {
    // A post office may lie in the next département.
    const local = shared.filter(({ codesPostaux, departement }) =>
      codesPostaux?.[0]?.startsWith(departement),
    );
    const misses = await missesOf(local, write);
    console.log(`place beside a name, ${_}: ${100 - misses.length} of 100; ${misses.join('; ')}`);
    expect(misses.length).toBeLessThanOrEqual(1);
  });

  it.each([
    ['Saint-Denis Réunion', 'COM-97411'],
    ['Nogent dans l’Oise', 'COM-60463'],
    ['35000 Rennes', 'COM-35238'],
    ['PARIS 01', 'COM-75056'],
    ['Ｌｙｏｎ', 'COM-69123'],
    ['LʼHaÿ-les-Roses', 'COM-94038'],
    ['Saint-Aubin-du-Cormier Ille-et-Vilaine', 'COM-35253'],
  ])('%s', async (name, key) => {
    expect((await resolve({ name })).authority?.id).toBe(idOf(key));
  });

  it('a place in which nothing has the name is not left out', async () => {
    for (const name of ['Nogent dans la Marne', 'Strasbourg (93)', '35000 Strasbourg'])
      expect(await resolve({ name })).toMatchObject({ status: 'NOT_FOUND', authority: null });
  });
});

describe('resolveAuthority never turns a cut name into another', () => {
  it.each(['Nogent-sur', 'Saint', 'Sainte', 'Villeneuve-lès', 'Saint-Denis-en', 'sur-Seine', 'Saint Savoie'])(
    '%s',
    async (name) => {
      expect(await resolve({ name })).toMatchObject({ status: 'NOT_FOUND', authority: null, candidates: [] });
    },
  );

  it('100 names cut after a connecting word', async () => {
    const cuts = communes.flatMap(({ nom }) => {
      const cut = /^.+?[- ](?:sur|sous|lès|lez|les|en|de|du|des|la|le|et)(?=[- ])/.exec(nom)?.[0];
      return cut && cut !== nom ? [cut] : [];
    });
    const wrong: string[] = [];
    const texts = sample([...new Set(cuts)]);
    for (const text of texts) {
      const { authority, candidates } = await resolve({ name: text });
      if ((authority || candidates.length) && !byName.has(plain(text)))
        wrong.push(`${text}: ${authority?.name}`);
    }
    console.log(`cut names: ${texts.length - wrong.length} of ${texts.length}; ${wrong.join('; ')}`);
    expect(wrong).toEqual([]);
  });
});

it('a name that a merged commune also bore says so', async () => {
  const found = await resolve({ name: 'Évry' });
  expect(found).toMatchObject({ status: 'FOUND', authority: { id: idOf('COM-89162') } });
  expect(found.mergedHomonyms.map(({ name }: { name: string }) => name)).toContain('Évry-Courcouronnes');
  expect(found.explanation).toContain('Évry-Courcouronnes');
  expect((await resolve({ name: 'Strasbourg' })).mergedHomonyms).toEqual([]);
});

it.each([
  ['69M', 'EPCI-200046977'],
  ['69D', 'DEP-69'],
  ['75C', 'COM-75056'],
  ['20R', 'REG-94'],
  ['97123', 'COM-97701'],
  ['97127', 'COM-97801'],
])('the official code %s is known', async (inseeCode, key) => {
  expect((await resolve({ inseeCode })).authority?.id).toBe(idOf(key));
});

describe('countries by their official names', () => {
  /** Share of the texts whose first suggestion, and one of the first three, is the country. */
  async function countriesFor(names: readonly (readonly [text: string, code: string])[]) {
    const misses: string[] = [];
    let first = 0;
    for (const [text, code] of names) {
      const found = (await suggest(text, { types: ['COUNTRY'], first: 3 })).map(
        ({ country }) => country?.code,
      );
      if (found[0] === code) first += 1;
      if (!found.includes(code)) misses.push(`${text} → ${found.join(', ')}`);
    }
    console.log(
      `official names: ${first} of ${names.length} first, ${misses.length} missing: ${misses.join('; ')}`,
    );
    return { first: first / names.length, misses };
  }

  it('all names of ISO 3166-1 in English', async () => {
    const share = await countriesFor(iso31661.map(({ name, alpha2 }) => [name, alpha2]));
    expect(share.first).toBeGreaterThanOrEqual(0.98);
    expect(share.misses).toEqual([]);
  });

  it('all names of CLDR in French', async () => {
    const french = new Intl.DisplayNames('fr', { type: 'region' });
    const share = await countriesFor(iso31661.map(({ alpha2 }) => [french.of(alpha2)!, alpha2]));
    expect(share.first).toBeGreaterThanOrEqual(0.97);
  });

  it.each([
    ['Congo, République démocratique du', 'CD'],
    ['Viêt Nam', 'VN'],
    ['Bolivie (État plurinational de)', 'BO'],
    ['Korea, Republic of', 'KR'],
    ['Corée (République populaire démocratique de)', 'KP'],
    ['Tanzania, United Republic of', 'TZ'],
    ['Iran, République islamique d’', 'IR'],
    ['Cisjordanie et bande de Gaza', 'PS'],
    ['Kosovo', 'XK'],
  ])('%s is %s among everything', async (text, code) => {
    expect((await suggest(text, { first: 1 }))[0]?.country?.code).toBe(code);
  });
});
