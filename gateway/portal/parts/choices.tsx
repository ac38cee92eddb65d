import type { View } from '../page.js';
import type { Coded } from './links.js';

/** The countries of each part of the world, as several operations ask for them: all of them are more than one page. */
export type CountryChoices = Record<(typeof CONTINENTS)[number], { nodes: Coded[] } | null>;
export const CONTINENTS = ['africa', 'americas', 'asia', 'europe', 'oceania', 'elsewhere'] as const;

export interface ThemeChoice extends Coded {
  level: number;
}

/** Continents with their countries in the order of the alphabet of the reader. */
export function byContinent(view: View, choices: CountryChoices): { name: string; countries: Coded[] }[] {
  const collator = new Intl.Collator(view.language);
  return CONTINENTS.map((continent) => ({
    name:
      continent === 'elsewhere'
        ? view.t('countries.elsewhere')
        : view.words.term('WorldRegion', continent.toUpperCase()),
    countries: [...(choices[continent]?.nodes ?? [])].sort((a, b) => collator.compare(a.name, b.name)),
  }));
}

export const ThemeOptions = ({
  view,
  of,
  chosen,
}: {
  view: View;
  of: readonly ThemeChoice[];
  chosen: string | null;
}) => (
  <>
    <option value="">{view.t('search.anyTheme')}</option>
    {of.map(({ code, name, level }) => (
      <option value={code} selected={code === chosen}>
        {'\u2003'.repeat(level - 1) + name}
      </option>
    ))}
  </>
);

export const CountryOptions = ({
  view,
  of,
  chosen,
}: {
  view: View;
  of: CountryChoices;
  chosen: string | null;
}) => (
  <>
    <option value="">{view.t('search.anyCountry')}</option>
    {byContinent(view, of).map(({ name, countries }) => (
      <optgroup label={name}>
        {countries.map((country) => (
          <option value={country.code} selected={country.code === chosen}>
            {country.name}
          </option>
        ))}
      </optgroup>
    ))}
  </>
);
