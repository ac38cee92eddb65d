import fc from 'fast-check';
import type { ExpertiseFilter, Filter, Order, PartnershipFilter, Text } from './search-filter-types.js';
import type { Rows } from './search-reference-rows.js';
import { TITLE_WORDS } from './search-rows.js';

/** A generated search. */
export interface Question {
  filter: Filter;
  orderBy: Order[];
}

/** Maximum nesting of filters. */
const DEPTH = 3;
const KINDS = [
  'COMMUNE',
  'COMMUNE',
  'DEPARTMENT',
  'REGION',
  'METROPOLIS',
  'AGGLOMERATION_COMMUNITY',
  'ASSOCIATION',
];
const WORLD = ['AFRICA', 'AMERICAS', 'ASIA', 'EUROPE', 'OCEANIA'];
const SUB_REGIONS = [
  'WESTERN_AFRICA',
  'EASTERN_AFRICA',
  'CARIBBEAN',
  'EASTERN_EUROPE',
  'WESTERN_EUROPE',
  'MELANESIA',
];
const ASPECTS = [
  'EXPERTISE',
  'PARTNERSHIP',
  'LABEL',
  'COUNTRY_GROUP',
  'WEBSITE',
  'POPULATION',
  'SIREN',
  'INSEE_CODE',
  'DEPARTMENT',
  'REGION',
  'SHORT_NAME',
  'OTHER_NAME',
  'FORMER_CODE',
  'FORMER_NAME',
  'POSTAL_CODE',
  'SUCCESSOR',
];
const PARTNERSHIP_ASPECTS = ['TITLE', 'THEME', 'START_YEAR', 'END', 'AMOUNT'];
const EXPERTISE_ASPECTS = ['LANGUAGE', 'COUNTRY_OF_EXPERIENCE', 'MOBILISATION', 'LABEL'];
const CONFIDENCES = ['CONFIRMED', 'CORROBORATED', 'STATED', 'TO_CONFIRM', 'ILLUSTRATIVE', 'DERIVED'];
const PARTNERSHIP_KINDS = ['TWINNING', 'COOPERATION', 'PROJECT', 'FRIENDSHIP', 'UNKNOWN'];
const STATUSES = ['ONGOING', 'ENDED', 'SUSPENDED', 'UNKNOWN'];
const DATES = ['2010', '2017-07', '2020-05-04', '2022', '2025-11', '2026-11-01'];
const ORDERS = ['RELEVANCE', 'NAME', 'POPULATION', 'EXPERTISES', 'PARTNERSHIPS', 'INSEE_CODE', 'KIND'];

/** One of these values; a repeated value is drawn more often. */
const among = <Value>(values: readonly Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);
const choice = (values: readonly string[], most = 3) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ in: fc.array(among(values), { minLength: 1, maxLength: most }) }) },
    { weight: 1, arbitrary: fc.record({ notIn: fc.array(among(values), { maxLength: most }) }) },
    {
      weight: 1,
      arbitrary: fc.record(
        {
          in: fc.array(among(values), { maxLength: most }),
          notIn: fc.array(among(values), { maxLength: 1 }),
        },
        { requiredKeys: [] },
      ),
    },
  );

/** Texts with their parts: words of names, beginnings of them, words of titles, in quotes and excluded, on either side of an `or`. */
function textsOf(
  rows: Pick<Rows, 'authorities'>,
  isStopWord: (word: string) => boolean,
): Map<string, Text[]> {
  const names = rows.authorities
    .filter((_, index) => index % 9 === 0)
    .flatMap(({ names: [first] }) => (first ? [first.split(' ')] : []));
  const word = fc.oneof(
    among(names.flat()),
    among(TITLE_WORDS),
    fc
      .tuple(among(names.flat()), fc.integer({ min: 1, max: 5 }))
      .map(([whole, length]) => whole.slice(0, length)),
  );
  // A single `st` or `or` has a meaning of its own.
  const plain = word
    .filter((chosen) => !/^(or|ste?)$/.test(chosen))
    .map((chosen) => ({ words: [chosen], quoted: false }));
  const sequences = names
    .filter((words) => words.length > 1 && !words.some(isStopWord))
    .map((words) => words.slice(0, 2));
  const quoted = fc
    .oneof(
      among(sequences),
      among(TITLE_WORDS.map((one) => [one])),
      among(TITLE_WORDS.slice(1).map((one, at) => [TITLE_WORDS[at]!, one])),
    )
    .map((words) => ({ words, quoted: true }));
  const side = fc.record({
    terms: fc.array(fc.oneof({ weight: 4, arbitrary: plain }, { weight: 1, arbitrary: quoted }), {
      minLength: 1,
      maxLength: 2,
    }),
    without: fc.array(word, { maxLength: 1 }),
  });
  const sides = fc.oneof(
    { weight: 3, arbitrary: fc.tuple(side) as fc.Arbitrary<Text[]> },
    { weight: 1, arbitrary: fc.tuple(side, side) },
  );
  const written = (parts: Text[]) =>
    parts
      .map(({ terms, without }) =>
        [
          ...terms.map(({ words, quoted: quotes }) => (quotes ? `"${words.join(' ')}"` : words[0])),
          ...without.map((one) => `-${one}`),
        ].join(' '),
      )
      .join(' or ');
  return new Map(fc.sample(sides, { numRuns: 300, seed: 7 }).map((parts) => [written(parts), parts]));
}

/** Words that {@link textsOf} may draw: their stems must be known. */
export function wordsOf(rows: Pick<Rows, 'authorities'>): string[] {
  const words = new Set(TITLE_WORDS);
  for (const { names } of rows.authorities)
    for (const word of names.join(' ').split(' '))
      for (const length of [1, 2, 3, 4, 5, word.length]) words.add(word.slice(0, length));
  return [...words];
}

export function generators(rows: Omit<Rows, 'texts'>) {
  const texts = textsOf(rows, (word) => {
    const { french, english } = rows.stems.get(word)!;
    return !french.length || !english.length;
  });
  const { authorities } = rows;
  const expertises = authorities.flatMap((authority) => authority.expertises);
  const known = (values: (string | null)[]) => values.filter((value) => value !== null);
  const themes = [...expertises.flatMap((expertise) => expertise.themes)];
  const partnerships = authorities.flatMap((authority) => authority.partnerships);
  const partnerCountries = partnerships.flatMap((one) => one.countries);
  const countries = [...expertises.flatMap((expertise) => expertise.countries), ...partnerCountries];
  const groups = [...[...rows.countries.values()].flatMap((country) => country.groups)];
  const populations = authorities.flatMap(({ population }) => population ?? []);
  const theme = fc.record({ code: among(themes), descendants: fc.boolean() }, { requiredKeys: ['code'] });
  const range = (most: number) =>
    fc.record(
      { gte: fc.integer({ min: 0, max: most }), lte: fc.integer({ min: 0, max: most * 2 }) },
      { requiredKeys: [] },
    );
  /** Some of these conditions, together. */
  const together = <Group extends object>(parts: { [Name in keyof Group]-?: fc.Arbitrary<Group[Name]> }) =>
    fc
      .uniqueArray(among(Object.keys(parts)), { maxLength: 3 })
      .chain((names) =>
        fc.record(
          Object.fromEntries(names.map((name) => [name, parts[name as keyof Group]])) as Record<
            string,
            fc.Arbitrary<unknown>
          >,
        ),
      ) as fc.Arbitrary<Partial<Group>>;
  const ofCountry = {
    country: choice(countries, 6),
    countryGroup: choice(groups),
    worldRegion: choice(WORLD),
    worldSubRegion: choice(SUB_REGIONS),
    isLeastDeveloped: fc.boolean(),
  };
  const partnership = together<PartnershipFilter>({
    ...ofCountry,
    kind: choice(PARTNERSHIP_KINDS),
    theme,
    isClassified: fc.boolean(),
    status: choice(STATUSES),
    isEnded: fc.boolean(),
    isStale: fc.boolean(),
    confidence: choice(CONFIDENCES),
    statedSince: among(DATES),
    startYear: fc.record(
      { gte: fc.integer({ min: 1950, max: 2026 }), lte: fc.integer({ min: 1950, max: 2026 }) },
      { requiredKeys: [] },
    ),
    foreignAuthority: fc.record(
      {
        id: fc.array(among(partnerships.flatMap(({ foreign }) => foreign.map(({ id }) => id))), {
          maxLength: 40,
        }),
        kind: choice(['MUNICIPALITY', 'REGION', 'PROVINCE', 'DEPARTMENT', 'UNKNOWN']),
      },
      { requiredKeys: [] },
    ),
    having: fc.array(among(PARTNERSHIP_ASPECTS), { maxLength: 2 }),
    lacking: fc.array(among(PARTNERSHIP_ASPECTS), { maxLength: 2 }),
  });
  const expertise = together<ExpertiseFilter>({
    theme,
    countryOfExperience: choice(countries, 6),
    language: choice(['fr', 'en', 'pt']),
    basis: choice(['LABELLED', 'DECLARED', 'EVIDENCED']),
    labelStatus: choice(['UPCOMING', 'ACTIVE', 'EXPIRED', 'REVOKED']),
    having: fc.array(among(EXPERTISE_ASPECTS), { maxLength: 2 }),
    lacking: fc.array(among(EXPERTISE_ASPECTS), { maxLength: 2 }),
  });
  const tie = together<NonNullable<Filter['tie']>>({ ...ofCountry, includeEnded: fc.boolean() });
  const conditions: fc.Arbitrary<Filter>[] = [
    ...Array.from({ length: 8 }, () => fc.record({ partnership })),
    ...Array.from({ length: 4 }, () => fc.record({ expertise })),
    ...Array.from({ length: 4 }, () => fc.record({ tie })),
    fc.record({ partnerCountryCount: range(4) }),
    fc.record({ partnershipCount: range(6) }),
    fc.record({ expertiseCount: range(4) }),
    fc.record({ isEpci: fc.boolean() }),
    fc.record({ id: fc.array(among(authorities.map(({ id }) => id)), { maxLength: 40 }) }),
    fc.record({ text: among([...texts.keys()]) }),
    fc.record({ text: among([...texts.keys()]) }),
    fc.record({ kind: choice(KINDS) }),
    fc.record({ kind: choice(KINDS) }),
    fc.record({
      population: fc.record({ gte: among(populations), lte: among(populations) }, { requiredKeys: [] }),
    }),
    fc.record({
      department: choice(
        authorities.flatMap(({ departments }) => departments),
        20,
      ),
    }),
    fc.record({ region: choice(known(authorities.map(({ region }) => region)), 6) }),
    fc.record({ region: choice(known(authorities.map(({ region }) => region)), 6) }),
    fc.record({ siren: choice(known(authorities.map(({ siren }) => siren)), 20) }),
    fc.record({
      postalCode: choice(
        authorities.flatMap(({ postalCodes }) => postalCodes),
        20,
      ),
    }),
    fc.record({ inseeCode: choice(known(authorities.map(({ inseeCode }) => inseeCode)), 20) }),
    fc.record({ isCurrent: fc.boolean() }),
    fc.record({
      partnerCountry: choice(partnerCountries),
    }),
    fc.record({ memberOfCountryGroup: choice(groups) }),
    fc.record({ having: fc.array(among(ASPECTS), { maxLength: 2 }) }),
    fc.record({ lacking: fc.array(among(ASPECTS), { maxLength: 2 }) }),
    ...Array.from({ length: 4 }, () =>
      fc.record({
        theme: fc.record({ code: among(themes), descendants: fc.boolean() }, { requiredKeys: ['code'] }),
      }),
    ),
    ...Array.from({ length: 3 }, () => fc.record({ country: choice(countries) })),
    fc.record({ countryGroup: choice(groups) }),
    fc.record({ worldRegion: choice(WORLD) }),
    fc.record({ worldSubRegion: choice(SUB_REGIONS) }),
    fc.record({ isLeastDeveloped: fc.boolean() }),
    fc.record({ countryOfExperience: choice(countries, 6) }),
    fc.record({ language: choice(['fr', 'en', 'pt']) }),
    fc.record({ basis: choice(['LABELLED', 'DECLARED', 'EVIDENCED']) }),
    fc.record({ basis: choice(['LABELLED', 'DECLARED', 'EVIDENCED']) }),
    fc.record({ labelStatus: choice(['UPCOMING', 'ACTIVE', 'EXPIRED', 'REVOKED']) }),
    fc.record({ labelStatus: choice(['UPCOMING', 'ACTIVE', 'EXPIRED', 'REVOKED']) }),
  ];
  const own = fc
    .array(fc.oneof(...conditions), { maxLength: 3 })
    .map((parts): Filter => Object.assign({}, ...parts));
  const filterOf = (depth: number): fc.Arbitrary<Filter> => {
    if (depth === 1) return own;
    const inner = filterOf(depth - 1);
    const some = fc.array(inner, { maxLength: 2 });
    return fc
      .tuple(
        own,
        fc.oneof(
          { weight: 4, arbitrary: fc.constant<Filter>({}) },
          { weight: 1, arbitrary: fc.record({ and: some }) },
          { weight: 1, arbitrary: fc.record({ or: some }) },
          { weight: 1, arbitrary: fc.record({ not: inner }) },
        ),
      )
      .map(([mine, nested]) => ({ ...mine, ...nested }));
  };
  const orderBy = fc.array(
    fc.record({ field: among(ORDERS), direction: fc.constantFrom<Order['direction']>('ASC', 'DESC') }),
    { maxLength: 2 },
  );
  const question: fc.Arbitrary<Question> = fc.record({ filter: filterOf(DEPTH), orderBy });
  return { texts, question };
}
