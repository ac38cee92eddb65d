import type {
  Choice,
  CountryFilter,
  ExpertiseFilter,
  Filter,
  Order,
  PartnershipFilter,
  Range,
  Text,
} from './search-filter-types.js';
import {
  dayNow,
  isEnded,
  type Authority,
  type Country,
  type Expertise,
  type Partnership,
  type Rows,
} from './search-reference-rows.js';

/** Reference implementation of search, slow and simple: loops over all rows of the tables of the services. */

const oneOf = (value: string | null, choice: Choice | undefined): boolean =>
  (!choice?.in || (value !== null && choice.in.includes(value))) &&
  (!choice?.notIn || value === null || !choice.notIn.includes(value));
const someOf = (values: readonly string[], choice: Choice | undefined): boolean =>
  (!choice?.in || values.some((value) => choice.in!.includes(value))) &&
  (!choice?.notIn || !values.some((value) => choice.notIn!.includes(value)));

const EPCI = ['COMMUNITY_OF_COMMUNES', 'AGGLOMERATION_COMMUNITY', 'URBAN_COMMUNITY', 'METROPOLIS'];
const partnersIn = (a: Authority) => a.partnerships.flatMap(({ countries }) => countries);

/** Last day of a year, a month or a day, as texts are ordered. */
export const lastOf = (date: string) =>
  date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;

export function isStale(one: Pick<Partnership, 'status' | 'statedEnd' | 'asOf'>): boolean {
  if (one.status !== 'ONGOING') return false;
  const [year, ...rest] = dayNow().split('-');
  const limit = [Number(year) - 5, ...rest].join('-');
  return isEnded(one) || (one.asOf !== null && lastOf(one.asOf) < limit);
}

const within = (value: number | null, range: Range | undefined): boolean =>
  (range?.gte === undefined || (value !== null && value >= range.gte)) &&
  (range?.lte === undefined || (value !== null && value <= range.lte));

const PARTNERSHIP_ASPECTS: Record<string, (one: Partnership) => boolean> = {
  TITLE: (one) => one.hasTitle,
  THEME: (one) => one.themes.length > 0,
  START_YEAR: (one) => one.startYear !== null,
  END: (one) => one.statedEnd !== null,
  AMOUNT: (one) => one.hasAmount,
};
const EXPERTISE_ASPECTS: Record<string, (e: Expertise) => boolean> = {
  LANGUAGE: (e) => Boolean(e.languages?.length),
  COUNTRY_OF_EXPERIENCE: (e) => e.experience.length > 0,
  MOBILISATION: (e) => e.hasModes,
  LABEL: (e) => e.labels.length > 0,
};
const ASPECTS: Record<string, (a: Authority) => boolean> = {
  INSEE_CODE: (a) => a.inseeCode !== null,
  DEPARTMENT: (a) => a.department !== null,
  REGION: (a) => a.region !== null,
  SHORT_NAME: (a) => a.shortName !== null,
  OTHER_NAME: (a) => a.aliasCount > 0,
  FORMER_CODE: (a) => a.formerCodes > 0,
  FORMER_NAME: (a) => a.formerNames.length > 0,
  POSTAL_CODE: (a) => a.postalCodes.length > 0,
  SUCCESSOR: (a) => a.successor !== null,
  EXPERTISE: (a) => a.expertises.length > 0,
  PARTNERSHIP: (a) => a.partnerships.length > 0,
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
    name: 'theme' | 'country' | 'partnerCountry' | 'kind' | 'region' | 'basis' | 'labelStatus' | 'confidence',
    filter: Filter,
  ): { value: string; count: number }[] {
    const counts = new Map<string, number>();
    for (const authority of this.rows.authorities) {
      // It would match none with a value either.
      const { confidence: _, ...partnership } = filter.partnership ?? {};
      const without =
        name === 'confidence'
          ? { ...filter, ...(filter.partnership && { partnership }) }
          : { ...filter, [name]: undefined };
      if (!this.meets(authority, without)) continue;
      const { expertises } = authority;
      const values = {
        theme: () => expertises.flatMap(({ themes }) => themes),
        country: () => authority.countries,
        kind: () => [authority.kind],
        region: () => (authority.region === null ? [] : [authority.region]),
        basis: () => expertises.map(({ basis }) => basis),
        partnerCountry: () => partnersIn(authority),
        confidence: () => authority.partnerships.map(({ confidence }) => confidence),
        labelStatus: () => expertises.flatMap(({ labels }) => labels),
      }[name]();
      for (const value of new Set(values)) {
        const chosen =
          name === 'theme'
            ? { theme: { code: value } }
            : name === 'confidence'
              ? { partnership: { ...partnership, confidence: { in: [value] } } }
              : { [name]: { in: [value] } };
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
      someOf(a.postalCodes, f.postalCode) &&
      (f.isCurrent === undefined || a.isCurrent === f.isCurrent) &&
      someOf(partnersIn(a), f.partnerCountry) &&
      someOf(a.groups, f.memberOfCountryGroup) &&
      (f.having ?? []).every((aspect) => ASPECTS[aspect]!(a)) &&
      (f.lacking ?? []).every((aspect) => !ASPECTS[aspect]!(a)) &&
      (f.text === undefined || this.rows.texts.get(f.text)!.some((side) => this.#hasText(a, side))) &&
      (f.isEpci === undefined || f.isEpci === EPCI.includes(a.kind)) &&
      within(a.partnerships.length, f.partnershipCount) &&
      within(a.expertises.length, f.expertiseCount) &&
      within(new Set(partnersIn(a)).size, f.partnerCountryCount) &&
      this.#works(a.countries, f) &&
      (!f.tie ||
        (f.tie.includeEnded ? a.allCountries : a.countries).some((code) =>
          this.#isSuchCountry(code, f.tie!),
        )) &&
      (!f.partnership || a.partnerships.some((one) => this.#isSuchPartnership(one, f.partnership!))) &&
      (!f.expertise || a.expertises.some((expertise) => this.#isSuch(expertise, f.expertise!))) &&
      (!asksForExpertise(f) || a.expertises.some((expertise) => this.#isSuch(expertise, expertiseOf(f))))
    );
  }

  /** Whether it works in a country that meets all conditions and, with exclusions, in no excluded one. */
  #works(codes: readonly string[], f: CountryFilter): boolean {
    const countries = codes.map((code) => this.#country(code));
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
    return (nothing(asked) || countries.some(isAsked)) && (nothing(excluded) || !countries.some(isExcluded));
  }

  /** A country; one that the country list lacks lies in no region and no group. */
  #country(code: string): Country {
    const unlisted = { code, region: null, subRegion: null, isLeastDeveloped: false, groups: [] };
    return this.rows.countries.get(code) ?? unlisted;
  }

  #isSuchCountry(code: string, f: CountryFilter): boolean {
    const c = this.#country(code);
    return (
      oneOf(code, f.country) &&
      someOf(c.groups, f.countryGroup) &&
      oneOf(c.region, f.worldRegion) &&
      oneOf(c.subRegion, f.worldSubRegion) &&
      (f.isLeastDeveloped === undefined || c.isLeastDeveloped === f.isLeastDeveloped)
    );
  }

  #isSuchPartnership(one: Partnership, f: PartnershipFilter): boolean {
    const inTheme = ({ code, descendants = true }: { code: string; descendants?: boolean }) =>
      one.themes.some((theme) =>
        descendants ? this.rows.themePaths.get(theme)!.includes(code) : theme === code,
      );
    return (
      this.#works(one.countries, f) &&
      oneOf(one.kind, f.kind) &&
      oneOf(one.status, f.status) &&
      oneOf(one.confidence, f.confidence) &&
      within(one.startYear, f.startYear) &&
      (f.theme === undefined || inTheme(f.theme)) &&
      (f.isClassified === undefined || f.isClassified === one.themes.length > 0) &&
      (f.isEnded === undefined || f.isEnded === isEnded(one)) &&
      (f.isStale === undefined || f.isStale === isStale(one)) &&
      (f.statedSince === undefined || (one.asOf !== null && lastOf(one.asOf) >= f.statedSince)) &&
      (f.foreignAuthority === undefined ||
        one.foreign.some(
          ({ id, kind }) =>
            (f.foreignAuthority!.id === undefined || f.foreignAuthority!.id.includes(id)) &&
            oneOf(kind, f.foreignAuthority!.kind),
        )) &&
      (f.having ?? []).every((aspect) => PARTNERSHIP_ASPECTS[aspect]!(one)) &&
      (f.lacking ?? []).every((aspect) => !PARTNERSHIP_ASPECTS[aspect]!(one))
    );
  }

  #isSuch(e: Expertise, f: ExpertiseFilter): boolean {
    return (
      (f.theme === undefined ||
        (f.theme.descendants === false ? e.themeCode === f.theme.code : e.themes.includes(f.theme.code))) &&
      someOf(e.experience, f.countryOfExperience) &&
      someOf(e.languages ?? [], f.language) &&
      oneOf(e.basis, f.basis) &&
      someOf(e.labels, f.labelStatus) &&
      (f.having ?? []).every((aspect) => EXPERTISE_ASPECTS[aspect]!(e)) &&
      (f.lacking ?? []).every((aspect) => !EXPERTISE_ASPECTS[aspect]!(e))
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
        return (a.partnerships.length - b.partnerships.length) * way;
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

/** The one-line form of conditions on an expertise. */
function expertiseOf({ theme, countryOfExperience, language, basis, labelStatus }: Filter): ExpertiseFilter {
  return {
    ...(theme && { theme }),
    ...(countryOfExperience && { countryOfExperience }),
    ...(language && { language }),
    ...(basis && { basis }),
    ...(labelStatus && { labelStatus }),
  };
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
