import { Source } from '#kernel/graphql';
import { Field, ObjectType } from 'type-graphql';
import type { NameInLanguage } from './foreign-authority.entity.js';
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

/**
 * Names of a foreign authority: its own, then those that people entered by language, then those that the data set has by
 * language, then local and other names whose language no source says, unless a language has the same name.
 */
export function namesOf(authority: ForeignAuthorityRow): ForeignAuthorityName[] {
  const { name, nameLanguage, localName, aliases, translations, statedNames } = authority;
  const keyOf = (one: NameInLanguage) => `${one.language} ${one.name}`;
  const stated = statedNames.filter((one) => one.name !== name || one.language !== nameLanguage);
  const before = new Set([keyOf({ name, language: nameLanguage }), ...stated.map(keyOf)]);
  const byLanguage = translations.filter((one) => !before.has(keyOf(one)));
  const known = new Set([name, ...stated.map((one) => one.name), ...byLanguage.map((one) => one.name)]);
  const others = [localName, ...aliases].filter((one): one is string => one !== null && !known.has(one));
  return [
    { name, language: nameLanguage, source: null },
    ...stated.map((one) => ({ ...one, source: null })),
    ...byLanguage.map((one) => ({ ...one, source: CLDR })),
    ...[...new Set(others)].map((one) => ({ name: one, language: null, source: null })),
  ];
}
