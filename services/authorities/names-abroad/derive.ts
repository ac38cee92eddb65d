import { foldText, isLanguageCode } from '#kernel/values';

/** Version of the Unicode Common Locale Data Repository that `packages` pins. */
export const CLDR_VERSION = '48.2.0';

/** A foreign authority, as far as its names decide which city it is. */
export interface NamedAbroad {
  key: string;
  name: string;
  localName: string | null;
  aliases: readonly string[];
  countryCode: string;
  kind: string;
}

/** City after which a time zone is called, with its names by language. */
export interface ZoneCity {
  /** Such as `Africa/Porto-Novo`. */
  zone: string;
  /** ISO 3166-1 code of its country. */
  countryCode: string;
  names: Readonly<Record<string, string>>;
}

/** Row of names-abroad.json: names of a foreign authority in languages by their ISO 639-1 codes. */
export interface NamesAbroad {
  key: string;
  zone: string;
  names: Record<string, string>;
}

/** The city of a zone in the repository's own language: the last part of the zone, unless English says otherwise. */
const englishName = ({ zone, names }: ZoneCity) => names.en ?? zone.split('/').at(-1)!.replaceAll('_', ' ');

/**
 * Names of the municipalities that are the city of a time zone: one of the city's English and French names is a name of
 * theirs, in the same country, and of no other municipality there. Regions bear names of cities, too, and are left out.
 */
export function deriveNamesAbroad(
  authorities: readonly NamedAbroad[],
  cities: readonly ZoneCity[],
): NamesAbroad[] {
  const byName = new Map<string, Set<string>>();
  for (const { key, kind, countryCode, name, localName, aliases } of authorities) {
    if (kind !== 'MUNICIPALITY') continue;
    for (const one of [name, localName, ...aliases]) {
      if (!one) continue;
      const place = `${countryCode} ${foldText(one)}`;
      byName.set(place, (byName.get(place) ?? new Set()).add(key));
    }
  }
  return cities
    .flatMap((city) => {
      const own = [englishName(city), city.names.fr ?? englishName(city)];
      const keys = new Set(
        own.flatMap((name) => [...(byName.get(`${city.countryCode} ${foldText(name)}`) ?? [])]),
      );
      if (keys.size !== 1) return [];
      const languages = Object.keys(city.names).filter(isLanguageCode).sort();
      const names = Object.fromEntries(languages.map((language) => [language, city.names[language]!]));
      return languages.length ? [{ key: [...keys][0]!, zone: city.zone, names }] : [];
    })
    .sort((a, b) => (a.key < b.key ? -1 : 1));
}
