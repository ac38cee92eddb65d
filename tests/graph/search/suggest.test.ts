import { describe, expect, it } from '@jest/globals';
import { makeId } from '#kernel/values';
import fc from 'fast-check';
import { ask, dataOf } from '../../support/graph.js';
import { communes } from '../../support/search/communes.js';
import { MESSY_NAMES } from '../../support/search/messy-names.js';
import { SUGGEST, authorityOf, firstOf, suggest, type Suggestion } from '../../support/search/suggest.js';
import { runs } from '../../support/random/depth.js';

describe('messy names', () => {
  it('are at least 300, each once', () => {
    expect(MESSY_NAMES.length).toBeGreaterThanOrEqual(300);
    expect(new Set(MESSY_NAMES.map(({ typed }) => typed)).size).toBe(MESSY_NAMES.length);
  });

  it('name authorities as they are', async () => {
    for (let from = 0; from < MESSY_NAMES.length; from += 100) {
      const some = MESSY_NAMES.slice(from, from + 100);
      const ids = some.map(({ key }) => makeId('Authority', key));
      const { nodes } = await dataOf(
        'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Authority { name } } }',
        { ids },
      );
      expect(nodes.map((node: { name: string } | null) => node?.name)).toEqual(some.map(({ name }) => name));
    }
  });

  it('find the authority among the first three for at least 98 %, with one statement each', async () => {
    const misses: string[] = [];
    const times: number[] = [];
    for (const { typed, name, key } of MESSY_NAMES) {
      const start = performance.now();
      const { data, errors, statistics } = await ask(SUGGEST, { text: typed, first: 3 });
      times.push(performance.now() - start);
      expect(errors).toEqual([]);
      expect(statistics).toMatchObject({ sqlStatements: 1, subgraphRequests: 1 });
      const found = data.suggest as Suggestion[];
      if (!found.some((one) => one.authority?.id === makeId('Authority', key)))
        misses.push(`"${typed}" is ${name} (${key}), not ${found.map((one) => one.name).join(', ')}`);
    }
    times.sort((a, b) => a - b);
    const p95 = times[Math.floor(times.length * 0.95)]!.toFixed(1);
    process.stdout.write(
      [`${times.length} messy names, 95 % answered over HTTP within ${p95} ms. Not found:`, ...misses].join(
        '\n',
      ) + '\n',
    );
    expect(misses.length / MESSY_NAMES.length).toBeLessThanOrEqual(0.02);
  });
});

describe('homonyms', () => {
  it('are distinguished: the communes named Sainte-Colombe by their département', async () => {
    const expected = communes.filter(({ nom }) => nom === 'Sainte-Colombe');
    expect(expected).toHaveLength(12);
    const found = (await suggest('sainte colombe', { first: 20 })).filter(
      ({ name }) => name === 'Sainte-Colombe',
    );
    expect(found.map(({ authority }) => authority!.id).sort()).toEqual(
      expected.map(({ code }) => makeId('Authority', `COM-${code}`)).sort(),
    );
    expect(found.every(({ isHomonym }) => isHomonym)).toBe(true);
    expect(new Set(found.map(({ detail }) => detail)).size).toBe(12);
  });

  it('are marked across types, too, whatever is on the page', async () => {
    expect(await firstOf('Saint-Denis')).toMatchObject({ name: 'Saint-Denis', isHomonym: true });
    expect(await firstOf('Guadeloupe')).toMatchObject({ name: 'Guadeloupe', isHomonym: true });
    expect(await firstOf('Évreux')).toMatchObject({ name: 'Évreux', isHomonym: false });
  });

  it.each([
    ['Saint-Denis 93', '93066'],
    ['saint denis, seine saint denis', '93066'],
    ['93 Saint-Denis', '93066'],
    ['93200 saint-denis', '93066'],
    ['Saint-Denis (Réunion)', '97411'],
    ['saint denis 974', '97411'],
    ['saint denis occitanie', '11339'],
    ['Sainte-Colombe Rhône', '69189'],
    ['sainte colombe rho', '69189'],
    ['sante-colombe rhone', '69189'],
    ['valence drome', '26362'],
    ['valence (82)', '82186'],
  ])('%s is %s: the département was typed', async (text, code) => {
    expect((await firstOf(text))!.authority).toEqual(authorityOf(`COM-${code}`));
  });

  it('are not limited to a département whose name is part of the commune’s name', async () => {
    expect((await firstOf('Neuilly-sur-Marne'))!.authority).toEqual(authorityOf('COM-93050'));
    expect((await firstOf('Val de Marne'))!.authority).toEqual(authorityOf('DEP-94'));
    expect((await firstOf('Paris 18'))!.authority).toEqual(authorityOf('COM-75056'));
  });
});

describe('a suggestion', () => {
  it('reports which other name matched', async () => {
    expect(await firstOf('Grand Lyon')).toMatchObject({
      name: 'Métropole de Lyon',
      matchedName: 'Grand Lyon',
    });
    expect(await firstOf('pierrefitte sur seine')).toMatchObject({
      name: 'Saint-Denis',
      matchedName: 'Pierrefitte-sur-Seine',
      detail: 'Commune, Seine-Saint-Denis (93)',
    });
    expect(await firstOf('EVREUX')).toMatchObject({ name: 'Évreux', matchedName: null });
    expect(await firstOf('capi')).toMatchObject({ name: "CA Porte de l'Isère (CAPI)", matchedName: null });
  });

  it('of a closed authority leads to its successor', async () => {
    const [found] = await suggest('Bas-Rhin', { types: ['AUTHORITY'] });
    expect(found).toMatchObject({
      name: "Collectivité européenne d'Alsace",
      matchedName: 'Bas-Rhin',
      isCurrent: true,
      authority: authorityOf('CTY-6AE'),
    });
    const closed = ['67', '68', '75', '2A', '2B', '972', '973'].map((code) =>
      makeId('Authority', `DEP-${code}`),
    );
    const names = ['bas rhin', 'haut rhin', 'paris', 'corse du sud', 'haute corse', 'martinique', 'guyane'];
    for (const text of names)
      for (const { authority } of await suggest(text, { first: 20 }))
        expect(closed).not.toContain(authority?.id);
  });

  it.each([
    ['69123', 'COM-69123'],
    ['216704825', 'COM-67482'],
    ['246 700 488', 'EPCI-246700488'],
    ['93059', 'COM-93066'],
    ['93', 'DEP-93'],
    ['2a', 'REG-94'],
    ['département 31', 'DEP-31'],
  ])('%s is a code, of %s', async (text, key) => {
    expect((await firstOf(text))!.authority).toEqual(authorityOf(key));
  });

  it.each([
    [
      'eau',
      'EN',
      'THEME',
      'Water and sanitation',
      'Theme › Environment, climate and energy › Water and waste',
    ],
    [
      'eau',
      'FR',
      'THEME',
      'Eau et assainissement',
      'Thématique › Environnement, climat et énergie › Eau et déchets',
    ],
    ['south kor', 'FR', 'COUNTRY', 'Corée du Sud', 'Pays (KR)'],
    ['coree du sud', 'EN', 'COUNTRY', 'South Korea', 'Country (KR)'],
    ['sahel', 'EN', 'COUNTRY_GROUP', 'Sahel group', /^Country group: .*Mali.*Niger/],
    ['occitanie', 'EN', 'AUTHORITY', 'Occitanie', 'Région'],
    ['val de marne', 'FR', 'AUTHORITY', 'Val-de-Marne', 'Département, Île-de-France'],
    ['papeete', 'FR', 'AUTHORITY', 'Papeete', 'Commune, Polynésie française (987)'],
    [
      'grand annecy',
      'FR',
      'AUTHORITY',
      'CA du Grand Annecy',
      'Communauté d’agglomération, Haute-Savoie (74)',
    ],
  ])('for %s in %s is of type %s, with its name and detail', async (text, lang, type, name, detail) => {
    const [found] = await suggest(text, { lang });
    expect(found).toMatchObject({ type, name, language: lang });
    expect(found!.detail).toMatch(detail);
    const { authority, theme, country, countryGroup } = found!;
    const references = { AUTHORITY: authority, THEME: theme, COUNTRY: country, COUNTRY_GROUP: countryGroup };
    for (const [of, reference] of Object.entries(references)) expect(reference !== null).toBe(of === type);
  });

  it.each([
    ['sanitaion', 'ENV-WATER'],
    ['water and sanitaion', 'ENV-WATER'],
    ['sanitaio', 'ENV-WATER'],
    ['assainisement', 'ENV-WATER'],
    ['eau et asainissement', 'ENV-WATER'],
    ['enviroment', 'ENV'],
    ['environement', 'ENV'],
    ['toursime', 'ECO-TOURISM'],
    ['tranfrontaliere', 'POL-CROSSBORDER'],
    ['dehcets', 'ENV-WASTE'],
    ['jeunese', 'EDU-YOUTH'],
  ])('is the theme of which %s is a word with letters wrong', async (text, code) => {
    const { data, statistics } = await ask(SUGGEST, { text, first: 1 });
    expect(data.suggest[0].theme).toEqual({ code });
    expect(statistics.sqlStatements).toBe(1);
    expect(await suggest(text, { types: ['COUNTRY'] })).not.toContainEqual(
      expect.objectContaining({ type: 'THEME' }),
    );
  });

  it('has only the requested types', async () => {
    for (const type of ['AUTHORITY', 'THEME', 'COUNTRY', 'COUNTRY_GROUP', 'FOREIGN_AUTHORITY']) {
      const found = await suggest('s', { types: [type], first: 20 });
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map((one) => one.type))).toEqual(new Set([type]));
    }
    const both = await suggest('senegal', { types: ['COUNTRY', 'COUNTRY_GROUP'] });
    expect(both.slice(0, 2).map(({ type }) => type)).toEqual(['COUNTRY', 'COUNTRY_GROUP']);
    expect(await suggest('paris', { types: [] })).toEqual([]);
  });

  it('comes in order of its score, each entity once, up to the requested number', async () => {
    for (const text of ['s', 'saint', 'villeneuve', 'paris']) {
      const found = await suggest(text, { first: 20 });
      expect(found).toHaveLength(20);
      const scores = found.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(Math.max(...scores)).toBeLessThanOrEqual(1);
      const things = found.map(({ authority, theme, country, countryGroup }) =>
        JSON.stringify([authority, theme, country, countryGroup]),
      );
      expect(new Set(things).size).toBe(20);
      expect(await suggest(text, { first: 3 })).toEqual(found.slice(0, 3));
    }
    expect(await suggest('saint')).toHaveLength(10);
  });
});

describe('what was typed', () => {
  it.each([
    ['nothing', { text: '' }, 'text'],
    ['spaces', { text: '  \t ' }, 'text'],
    ['too much', { text: 'x'.repeat(101) }, 'text'],
    ['for none', { text: 'lyon', first: 0 }, 'first'],
    ['for too many', { text: 'lyon', first: 21 }, 'first'],
  ])('is refused when it is %s', async (_, variables, argument) => {
    const { errors } = await ask(SUGGEST, variables);
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
  });

  it('may be as long as 100 characters, with spaces around', async () => {
    expect(await suggest(` ${'x'.repeat(100)} `)).toEqual([]);
    expect(await firstOf('  évreux  ')).toMatchObject({ name: 'Évreux' });
  });

  it('is never a pattern, and can be without letters', async () => {
    for (const text of ['%', '_', '\\', '% %', '🙂', '...', '(', '*'])
      expect(await suggest(text)).toEqual([]);
  });

  it('waits for a cursor, and refuses another', async () => {
    const { searchFreshness } = await dataOf('{ searchFreshness { cursor } }');
    const query = 'query ($asOf: String) { suggest(text: "lyon", asOf: $asOf, first: 1) { name } }';
    expect((await dataOf(query, { asOf: searchFreshness.cursor })).suggest).toEqual([{ name: 'Lyon' }]);
    const { errors } = await ask(query, { asOf: 'x' });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'asOf' });
  });

  const pieces = fc.constantFrom('saint', 'de', 'la', '93', 'rhône', 'CC', 'région', "l'", 's/', '-', '2A');
  const texts = fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 100 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
    fc.array(pieces, { minLength: 1, maxLength: 12 }).map((words) => words.join(' ')),
  );

  it('never causes an error, whatever it is', () =>
    fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const { status, errors } = await ask(SUGGEST, { text });
        expect(status).toBe(200);
        const { length } = text.trim();
        const isText = length >= 1 && length <= 100 && !text.includes('\0');
        expect(errors.map(({ extensions }) => extensions)).toEqual(
          isText ? [] : [expect.objectContaining({ code: 'BAD_USER_INPUT', argument: 'text' })],
        );
      }),
      runs(150, 30),
    ));
});
