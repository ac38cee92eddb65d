import { describe, expect, it } from '@jest/globals';
import { foldText, makeId } from '#kernel/values';
import fc from 'fast-check';
import { facts } from '../../support/search/facts.js';
import { firstOf, suggest } from '../../support/search/suggest.js';
import { communes } from '../../support/search/communes.js';

// Towns abroad and everyday words, as people type them. Expectations come from the data files, not from search.

interface Foreign {
  key: string;
  name: string;
  localName: string | null;
  aliases: string[];
  countryCode: string;
}
const abroad = facts<Foreign>('authorities', 'foreign-authorities');
const countries = new Map(
  facts<{ code: string; nameFr: string; nameEn: string }>('country-groups', 'countries').map((country) => [
    country.code,
    country,
  ]),
);
const idOf = ({ key }: Foreign) => makeId('ForeignAuthority', key);
const namesOf = ({ name, localName, aliases }: Foreign) => [name, ...(localName ?? []), ...aliases];

/** Holders of each folded name abroad: homonyms are equally right. */
const holders = new Map<string, Set<string>>();
for (const authority of abroad)
  for (const name of namesOf(authority)) {
    const folded = foldText(name).replaceAll(' ', '');
    holders.set(folded, (holders.get(folded) ?? new Set()).add(idOf(authority)));
  }
/** Names that a French commune or a country has, too. */
const shared = new Set(
  [...communes.map(({ nom }) => nom), ...[...countries.values()].flatMap((c) => [c.nameFr, c.nameEn])].map(
    (name) => foldText(name).replaceAll(' ', ''),
  ),
);

/** Share of the texts for which a right answer is first, and among the first three. */
async function shareOf(texts: readonly string[], isRight: (text: string, found: any) => boolean) {
  const misses: string[] = [];
  let first = 0;
  let three = 0;
  for (const text of texts) {
    const found = await suggest(text, { first: 3 });
    if (found.length && isRight(text, found[0])) first += 1;
    if (found.some((one) => isRight(text, one))) three += 1;
    else misses.push(`${text} → ${found.map(({ name }) => name).join(', ')}`);
  }
  return { first: first / texts.length, three: three / texts.length, misses };
}

describe('authorities abroad', () => {
  it.each([
    ['Cotonou', 'BJ:MUNICIPALITY:Cotonou', 'Bénin'],
    ['ouagadougou', 'BF:MUNICIPALITY:Ouagadougou', 'Burkina Faso'],
    ['varsovie', 'PL:MUNICIPALITY:Warsaw', 'Pologne'],
    ['Hanoi', 'VN:MUNICIPALITY:Hanoï', 'Vietnam'],
    ['nuremberg', 'DE:MUNICIPALITY:Nuremberg', 'Allemagne'],
  ])('%s is a town, with its country', async (text, key, country) => {
    const found = await firstOf(text);
    expect(found).toMatchObject({
      type: 'FOREIGN_AUTHORITY',
      foreignAuthority: { id: makeId('ForeignAuthority', key) },
      authority: null,
      detail: expect.stringContaining(country.slice(0, 4)),
    });
  });

  it('a place abroad is no French commune two letters away', async () => {
    for (const text of ['Cotonou', 'eau potable', 'Kindia', 'Thiès']) {
      const found = await suggest(text, { first: 10 });
      expect(found.length).toBeGreaterThan(0);
      for (const { type, name } of found)
        if (type === 'AUTHORITY')
          expect(foldText(name).replaceAll(' ', '')).toContain(foldText(text).replaceAll(' ', ''));
    }
  });

  it('names of towns abroad, 200 drawn from the data', async () => {
    const pool = abroad.flatMap((authority) =>
      namesOf(authority).filter((name) => /^[\p{L}' -]{3,40}$/u.test(name)),
    );
    const alone = pool.filter((name) => !shared.has(foldText(name).replaceAll(' ', '')));
    const texts = fc.sample(fc.constantFrom(...alone), { numRuns: 200, seed: 2026 });
    const share = await shareOf(texts, (text, one) =>
      Boolean(holders.get(foldText(text).replaceAll(' ', ''))?.has(one.foreignAuthority?.id)),
    );
    console.log(`towns abroad: ${JSON.stringify(share)}`);
    expect(share.first).toBeGreaterThanOrEqual(0.95);
    expect(share.three).toBeGreaterThanOrEqual(0.98);
  });

  it('a French commune comes first where both have the name', async () => {
    for (const text of ['Vienne', 'Bruges', 'Valence', 'Saint-Louis'])
      expect(['AUTHORITY']).toContain((await firstOf(text))!.type);
  });
});

describe('everyday words for themes', () => {
  const words: readonly (readonly [text: string, codes: string])[] = [
    ['eau potable', 'ENV-WATER'],
    ['forages', 'ENV-WATER'],
    ['assainissement', 'ENV-WATER'],
    ['latrines', 'ENV-WATER'],
    ['drinking water', 'ENV-WATER'],
    ['ordures', 'ENV-WASTE ENV-WATERWASTE'],
    ['ordures menageres', 'ENV-WASTE'],
    ['dechets', 'ENV-WASTE ENV-WATERWASTE'],
    ['poubelle', 'ENV-WASTE'],
    ['garbage', 'ENV-WASTE'],
    ['recyclage', 'ENV-WASTE'],
    ['solaire', 'ENV-ENERGY'],
    ['electricite', 'ENV-ENERGY'],
    ['renewables', 'ENV-ENERGY'],
    ['biodiversite', 'ENV-BIODIV'],
    ['foret', 'ENV-BIODIV'],
    ['changement climatique', 'ENV-CLIMATE'],
    ['inondations', 'ENV-RISK'],
    ['elevage', 'ECO-AGRI'],
    ['peche', 'ECO-AGRI'],
    ['cantine scolaire', 'ECO-FOODSEC'],
    ['internet', 'ECO-ICT'],
    ['ville intelligente', 'ECO-ICT'],
    ['tourisme', 'ECO-TOURISM'],
    ['emploi', 'ECO-ATTRACT'],
    ['artisanat', 'ECO-ATTRACT'],
    ['urbanisme', 'ECO-URBAN'],
    ['logement', 'ECO-URBAN'],
    ['transports en commun', 'ECO-MOBILITY'],
    ['public transport', 'ECO-MOBILITY'],
    ['bibliotheque', 'CUL-EVENTS'],
    ['musique', 'CUL-EVENTS'],
    ['patrimoine', 'CUL-HERITAGE CUL'],
    ['archeologie', 'CUL-HERITAGE'],
    ['ecole', 'EDU-BASIC'],
    ['alphabetisation', 'EDU-BASIC'],
    ['jeunes', 'EDU-YOUTH'],
    ['apprentissage', 'EDU-TRAINING'],
    ['hopital', 'EDU-HEALTH'],
    ['vaccination', 'EDU-HEALTH'],
    ['malaria', 'EDU-HEALTH'],
    ['football', 'EDU-SPORT'],
    ['pauvrete', 'EDU-SOCIAL'],
    ['universite', 'EDU-RESEARCH'],
    ['etat civil', 'POL-GOV'],
    ['cadastre', 'POL-GOV'],
    ['budget participatif', 'POL-DEMO'],
    ['droits des femmes', 'POL-RIGHTS'],
    ['refugies', 'POL-CRISIS'],
    ['langue francaise', 'CUL-FRANCOPHONIE'],
  ];
  it(`${words.length} words, nine in ten first`, async () => {
    const codes = new Map(words);
    const share = await shareOf([...codes.keys()], (text, { theme }) =>
      codes.get(text)!.split(' ').includes(theme?.code),
    );
    console.log(`everyday words: ${JSON.stringify(share)}`);
    expect(share.first).toBeGreaterThanOrEqual(0.9);
    expect(share.three).toBeGreaterThanOrEqual(0.96);
  });
});

describe('names being typed', () => {
  it.each(['saint-sav', 'saint sav'])(
    '%s is a commune so called before anything in a département',
    async (text) => {
      for (const { name } of (await suggest(text, { first: 5 })).slice(0, 3))
        expect(foldText(name)).toMatch(/^saint sav/);
    },
  );
});
