import { foldText } from '#kernel/values';
import type pg from 'pg';

/** Reference implementation of search, slow and simple: loops over all rows of the tables of the services. */

export interface Choice {
  in?: string[];
  notIn?: string[];
}
export interface Filter {
  id?: string[];
  text?: string;
  kind?: Choice;
  population?: { gte?: number; lte?: number };
  department?: Choice;
  region?: Choice;
  siren?: Choice;
  inseeCode?: Choice;
  isCurrent?: boolean;
  partnerCountry?: Choice;
  memberOfCountryGroup?: Choice;
  having?: string[];
  lacking?: string[];
  theme?: { code: string; descendants?: boolean };
  country?: Choice;
  countryGroup?: Choice;
  worldRegion?: Choice;
  worldSubRegion?: Choice;
  isLeastDeveloped?: boolean;
  countryOfExperience?: Choice;
  language?: Choice;
  basis?: Choice;
  labelStatus?: Choice;
  and?: Filter[];
  or?: Filter[];
  not?: Filter;
}
export interface Order {
  field: string;
  direction: 'ASC' | 'DESC';
}
/** A parsed text of a filter: words and quoted words on each side of an `or`. */
export interface Text {
  terms: { words: string[]; quoted: boolean }[];
  without: string[];
}

export interface Expertise {
  themes: string[];
  themeCode: string;
  countries: string[];
  experience: string[];
  languages: string[] | null;
  basis: string;
  labels: string[];
}
export interface Authority {
  id: string;
  kind: string;
  name: string;
  /** Folded. */
  names: string[];
  inseeCode: string | null;
  siren: string | null;
  departments: string[];
  region: string | null;
  population: number | null;
  website: string | null;
  isCurrent: boolean;
  groups: string[];
  partnerCountries: string[];
  hasActiveLabel: boolean;
  expertises: Expertise[];
  /** Countries in which it works, from its expertises. */
  countries: string[];
  /** Stems of each title of its expertises and partnerships, in order. */
  titles: string[][];
}
export interface Country {
  code: string;
  region: string | null;
  subRegion: string | null;
  isLeastDeveloped: boolean;
  groups: string[];
}

export interface Rows {
  authorities: Authority[];
  countries: Map<string, Country>;
  /** Stems of a word in French and in English; none for stop words. */
  stems: Map<string, { french: string[]; english: string[] }>;
  texts: Map<string, Text[]>;
}

/** All rows that search reads. */
export async function readRows(client: pg.Client): Promise<Omit<Rows, 'texts' | 'stems'>> {
  await client.query('SET search_path = search, extensions');
  const rows = async <Row extends object>(statement: string) => (await client.query<Row>(statement)).rows;
  const stemsOf = (title: string, language: string) =>
    `ARRAY(SELECT lexeme FROM unnest(to_tsvector('${language}_unaccented', ${title})) l, unnest(l.positions) p ORDER BY p)`;
  const countries =
    await rows<Country>(`SELECT c.code, c.region, c.sub_region AS "subRegion", c.least_developed AS "isLeastDeveloped",
      ARRAY(SELECT g.code FROM country_groups.country_group g WHERE c.code = ANY(g.country_codes)) AS groups FROM country_groups.country c`);
  const expertises = await rows<Expertise & { id: string; authority: string; fr: string[]; en: string[] }>(
    `SELECT e.id, e.authority_id AS authority, t.path_codes AS themes, e.theme_code AS "themeCode", e.authority_country_codes AS countries,
      e.country_codes AS experience, e.languages, e.basis, ${stemsOf('e.title_fr', 'french')} AS fr, ${stemsOf('e.title_en', 'english')} AS en
     FROM expertises.expertise e JOIN expertises.theme t ON t.code = e.theme_code WHERE e.withdrawn_on IS NULL`,
  );
  const labels = await rows<{ expertise: string; authority: string; status: string }>(
    `SELECT expertise_id AS expertise, authority_id AS authority, CASE WHEN revoked_on IS NOT NULL THEN 'REVOKED' WHEN valid_from > today THEN 'UPCOMING' WHEN valid_until < today THEN 'EXPIRED' ELSE 'ACTIVE' END AS status
     FROM expertises.label, (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS today) t`,
  );
  const partnerships = await rows<{ authority: string; country: string; fr: string[]; en: string[] }>(
    `SELECT f.authority_id AS authority, p.country_code AS country, ${stemsOf('p.title_fr', 'french')} AS fr, ${stemsOf('p.title_en', 'english')} AS en
     FROM cooperations.partnership p JOIN cooperations.partnership_french_authority f ON f.partnership_id = p.id`,
  );
  const terms = await rows<{ authority: string; code: string }>(
    'SELECT authority_id AS authority, group_code AS code FROM country_groups.country_group_term WHERE authority_id IS NOT NULL',
  );
  const authorities = await rows<Authority & { otherNames: string[] }>(
    `SELECT a.id, a.kind, a.name, a.insee_code AS "inseeCode", a.siren, a.department_codes AS departments, a.region_code AS region,
      a.population, a.website, a.valid_to IS NULL AS "isCurrent",
      array_remove(a.short_name || ARRAY(SELECT l.name FROM authorities.authority_alias l WHERE l.authority_id = a.id), NULL) AS "otherNames"
     FROM authorities.authority a`,
  );
  const of = <Row extends { authority: string }>(list: Row[], id: string) =>
    list.filter(({ authority }) => authority === id);
  for (const expertise of expertises) {
    expertise.labels = labels.filter((label) => label.expertise === expertise.id).map(({ status }) => status);
    if (expertise.labels.includes('ACTIVE')) expertise.basis = 'LABELLED';
  }
  for (const authority of authorities) {
    const held = of(expertises, authority.id);
    const shared = of(partnerships, authority.id);
    authority.names = [authority.name, ...authority.otherNames].map(foldText);
    authority.expertises = held;
    authority.countries = held.flatMap(({ countries: worked }) => worked);
    authority.hasActiveLabel = of(labels, authority.id).some(({ status }) => status === 'ACTIVE');
    authority.partnerCountries = shared.map(({ country }) => country);
    authority.groups = of(terms, authority.id).map(({ code }) => code);
    authority.titles = [...held, ...shared].flatMap(({ fr, en }) => [fr, en]);
  }
  return { authorities, countries: new Map(countries.map((country) => [country.code, country])) };
}

/** Stems of these words by PostgreSQL; the reference itself decides what matches. */
export async function readStems(client: pg.Client, words: readonly string[]): Promise<Rows['stems']> {
  const { rows } = await client.query<{ word: string; french: string[]; english: string[] }>(
    `SELECT word, tsvector_to_array(to_tsvector('french_unaccented', word)) AS french, tsvector_to_array(to_tsvector('english_unaccented', word)) AS english
     FROM unnest($1::text[]) AS words(word)`,
    [words],
  );
  return new Map(rows.map(({ word, ...stems }) => [word, stems]));
}

const oneOf = (value: string | null, choice: Choice | undefined): boolean =>
  (!choice?.in || (value !== null && choice.in.includes(value))) &&
  (!choice?.notIn || value === null || !choice.notIn.includes(value));
const someOf = (values: readonly string[], choice: Choice | undefined): boolean =>
  (!choice?.in || values.some((value) => choice.in!.includes(value))) &&
  (!choice?.notIn || !values.some((value) => choice.notIn!.includes(value)));

const ASPECTS: Record<string, (a: Authority) => boolean> = {
  EXPERTISE: (a) => a.expertises.length > 0,
  PARTNERSHIP: (a) => a.partnerCountries.length > 0,
  LABEL: (a) => a.hasActiveLabel,
  COUNTRY_GROUP: (a) => a.groups.length > 0,
  WEBSITE: (a) => a.website !== null,
  POPULATION: (a) => a.population !== null,
  SIREN: (a) => a.siren !== null,
};

export class Reference {
  /** Rank of each authority in the order of names; equal for equal names. */
  readonly #places = new Map<Authority, number>();

  constructor(private readonly rows: Rows) {
    const sorted = [...rows.authorities].sort(byName);
    sorted.forEach((authority, at) => {
      const before = sorted[at - 1];
      this.#places.set(authority, before?.name === authority.name ? this.#places.get(before)! : at);
    });
  }

  /** Authorities that match a filter, in order. */
  found(filter: Filter, orderBy: readonly Order[]): Authority[] {
    const order = orderBy.length ? orderBy : [{ field: 'RELEVANCE', direction: 'ASC' } as const];
    return this.rows.authorities
      .filter((authority) => this.meets(authority, filter))
      .sort((a, b) => {
        for (const { field, direction } of order) {
          const difference = this.#compare(a, b, field, direction, filter.text);
          if (difference) return difference;
        }
        return a.id < b.id ? -1 : 1;
      });
  }

  /** For each value, the number of authorities that the filter would find with this value as its condition on the dimension. */
  facet(
    name: 'theme' | 'country' | 'kind' | 'region' | 'basis' | 'labelStatus',
    filter: Filter,
  ): { value: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const authority of this.rows.authorities) {
      // It would match none with a value either.
      if (!this.meets(authority, { ...filter, [name]: undefined })) continue;
      const { expertises } = authority;
      const values = {
        theme: () => expertises.flatMap(({ themes }) => themes),
        country: () => authority.countries,
        kind: () => [authority.kind],
        region: () => (authority.region === null ? [] : [authority.region]),
        basis: () => expertises.map(({ basis }) => basis),
        labelStatus: () => expertises.flatMap(({ labels }) => labels),
      }[name]();
      for (const value of new Set(values)) {
        const chosen = name === 'theme' ? { theme: { code: value } } : { [name]: { in: [value] } };
        if (this.meets(authority, { ...filter, ...chosen })) counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  meets(authority: Authority, filter: Filter): boolean {
    return (
      this.#meetsItself(authority, filter) &&
      (filter.and ?? []).every((part) => this.meets(authority, part)) &&
      (filter.or === undefined || filter.or.some((part) => this.meets(authority, part))) &&
      (filter.not === undefined || !this.meets(authority, filter.not))
    );
  }

  #meetsItself(a: Authority, f: Filter): boolean {
    return (
      oneOf(a.id, f.id && { in: f.id }) &&
      oneOf(a.kind, f.kind) &&
      (f.population?.gte === undefined || (a.population !== null && a.population >= f.population.gte)) &&
      (f.population?.lte === undefined || (a.population !== null && a.population <= f.population.lte)) &&
      someOf(a.departments, f.department) &&
      oneOf(a.region, f.region) &&
      oneOf(a.siren, f.siren) &&
      oneOf(a.inseeCode, f.inseeCode) &&
      (f.isCurrent === undefined || a.isCurrent === f.isCurrent) &&
      someOf(a.partnerCountries, f.partnerCountry) &&
      someOf(a.groups, f.memberOfCountryGroup) &&
      (f.having ?? []).every((aspect) => ASPECTS[aspect]!(a)) &&
      (f.lacking ?? []).every((aspect) => !ASPECTS[aspect]!(a)) &&
      (f.text === undefined || this.rows.texts.get(f.text)!.some((side) => this.#hasText(a, side))) &&
      this.#works(a, f) &&
      (!asksForExpertise(f) || a.expertises.some((expertise) => this.#isSuch(expertise, f)))
    );
  }

  /** Whether it works in a country that meets all conditions and, with exclusions, in no excluded one. */
  #works({ countries: codes, expertises }: Authority, f: Filter): boolean {
    const countries = codes.map((code) => this.rows.countries.get(code)!);
    const asked = [
      f.country?.in,
      f.countryGroup?.in,
      f.worldRegion?.in,
      f.worldSubRegion?.in,
      f.isLeastDeveloped === true || undefined,
    ];
    const excluded = [
      f.country?.notIn,
      f.countryGroup?.notIn,
      f.worldRegion?.notIn,
      f.worldSubRegion?.notIn,
      f.isLeastDeveloped === false || undefined,
    ];
    const isAsked = (c: Country) =>
      (!f.country?.in || f.country.in.includes(c.code)) &&
      (!f.countryGroup?.in || f.countryGroup.in.some((code) => c.groups.includes(code))) &&
      (!f.worldRegion?.in || f.worldRegion.in.includes(c.region!)) &&
      (!f.worldSubRegion?.in || f.worldSubRegion.in.includes(c.subRegion!)) &&
      (f.isLeastDeveloped !== true || c.isLeastDeveloped);
    const isExcluded = (c: Country) =>
      f.country?.notIn?.includes(c.code) ||
      f.countryGroup?.notIn?.some((code) => c.groups.includes(code)) ||
      f.worldRegion?.notIn?.includes(c.region!) ||
      f.worldSubRegion?.notIn?.includes(c.subRegion!) ||
      (f.isLeastDeveloped === false && c.isLeastDeveloped);
    const nothing = (conditions: unknown[]) => conditions.every((condition) => condition === undefined);
    return (
      (nothing(asked) || countries.some(isAsked)) &&
      (nothing(excluded) || (expertises.length > 0 && !countries.some(isExcluded)))
    );
  }

  #isSuch(e: Expertise, f: Filter): boolean {
    return (
      (f.theme === undefined ||
        (f.theme.descendants === false ? e.themeCode === f.theme.code : e.themes.includes(f.theme.code))) &&
      someOf(e.experience, f.countryOfExperience) &&
      someOf(e.languages ?? [], f.language) &&
      oneOf(e.basis, f.basis) &&
      someOf(e.labels, f.labelStatus)
    );
  }

  /** Whether all words are in names, or each is in a name or a title and one in a title; stop words count as found in titles. */
  #hasText(a: Authority, { terms, without }: Text): boolean {
    const inNames = (term: Text['terms'][number]) => nameHas(a, term.words, term.quoted);
    return (
      (terms.every(inNames) ||
        (terms.every(
          (term) =>
            inNames(term) ||
            this.#titleHas(a, term.words) ||
            (!term.quoted && this.#isStopWord(term.words[0]!)),
        ) &&
          terms.some((term) => this.#titleHas(a, term.words)))) &&
      !without.some((word) => nameHas(a, [word], true) || this.#titleHas(a, [word]))
    );
  }

  #stemsOf(word: string): { french: string[]; english: string[] } {
    return this.rows.stems.get(word)!;
  }

  #isStopWord(word: string): boolean {
    const { french, english } = this.#stemsOf(word);
    return !french.length || !english.length;
  }

  /** Whether a title has the words in sequence, in any form. */
  #titleHas(a: Authority, words: readonly string[]): boolean {
    const wanted = words.map((word) => {
      const { french, english } = this.#stemsOf(word);
      return [...french, ...english];
    });
    return a.titles.some((title) =>
      title.some((_, place) => wanted.every((stems, at) => stems.includes(title[place + at] ?? ''))),
    );
  }

  #relevance(a: Authority, text: string): number {
    return Math.max(
      ...this.rows.texts.get(text)!.map((side) => {
        if (!this.#hasText(a, side)) return 0;
        const { terms } = side;
        const whole = terms.flatMap(({ words }) => words).join(' ');
        const isName = a.names.includes(whole);
        const points = terms.map(({ words }) => (nameHas(a, words, true) ? 2 : 1));
        return ((isName ? 3 : 0) + points.reduce<number>((sum, one) => sum + one, 0) / terms.length) / 5;
      }),
    );
  }

  #byName(a: Authority, b: Authority): number {
    return this.#places.get(a)! - this.#places.get(b)!;
  }

  #compare(
    a: Authority,
    b: Authority,
    field: string,
    direction: Order['direction'],
    text: string | undefined,
  ): number {
    const way = direction === 'DESC' ? -1 : 1;
    const unknownLast = (x: number | string | null, y: number | string | null) =>
      x === y ? 0 : x === null ? 1 : y === null ? -1 : (x < y ? -1 : 1) * way;
    switch (field) {
      case 'RELEVANCE':
        if (text === undefined) return this.#byName(a, b);
        return (
          this.#relevance(b, text) - this.#relevance(a, text) || (b.population ?? -1) - (a.population ?? -1)
        );
      case 'NAME':
        return this.#byName(a, b) * way;
      case 'POPULATION':
        return unknownLast(a.population, b.population);
      case 'INSEE_CODE':
        return unknownLast(a.inseeCode, b.inseeCode);
      case 'EXPERTISES':
        return (a.expertises.length - b.expertises.length) * way;
      case 'PARTNERSHIPS':
        return (a.partnerCountries.length - b.partnerCountries.length) * way;
      default:
        return unknownLast(a.kind, b.kind);
    }
  }
}

/** Whether a name has the words in sequence; unless `whole`, the last may be a prefix. */
function nameHas(a: Authority, words: readonly string[], whole: boolean): boolean {
  return a.names.some((name) =>
    ` ${name}${whole ? ' ' : ''}`.includes(` ${words.join(' ')}${whole ? ' ' : ''}`),
  );
}

function asksForExpertise(f: Filter): boolean {
  const choices = [f.countryOfExperience, f.language, f.basis, f.labelStatus];
  return (
    f.theme !== undefined || choices.some((choice) => choice?.in !== undefined || choice?.notIn !== undefined)
  );
}

const french = new Intl.Collator('fr-FR');
const byName = (a: Authority, b: Authority) =>
  french.compare(a.name, b.name) || (a.name === b.name ? 0 : a.name < b.name ? -1 : 1);
